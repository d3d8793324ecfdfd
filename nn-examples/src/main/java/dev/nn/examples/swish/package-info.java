/** A layer of one's own, as a plugin. Depends on {@code nn-api} alone. */
package dev.nn.examples.swish;
