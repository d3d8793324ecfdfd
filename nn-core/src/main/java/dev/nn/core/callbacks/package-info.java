/** Callbacks that a config can name. Depends on the API. */
package dev.nn.core.callbacks;
