/**
 * The operations: records with attributes, shape rule and gradient. Families: leaves (values that
 * come from outside), element-wise, linear, reductions, shape, indexing, softmax, random, fused.
 * Depends on {@code graph} and {@code tensor}.
 */
package dev.nn.api.op;
