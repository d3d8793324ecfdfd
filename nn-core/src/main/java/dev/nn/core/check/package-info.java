/**
 * Checks of what is computed: gradients against central differences, one backend against another.
 * Depends on the engine and {@code nn-api}; prints nothing.
 */
package dev.nn.core.check;
