/** All checks for what is legal, but probably not meant. */
package dev.nn.config.internal.warning;
