/**
 * Shapes, element types and heap tensors: the vocabulary of everything else. Depends on the JDK
 * alone.
 */
package dev.nn.api.tensor;
