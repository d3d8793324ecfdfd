/**
 * Activation functions a = f(z), one record each. Only formulas: their gradients follow from the
 * ops. Depends on {@code nn-api} alone.
 */
package dev.nn.core.activations;
