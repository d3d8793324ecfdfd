/**
 * The ND4J backend: plans run on ND4J arrays that are views into native memory planned before.
 * OpenBLAS multiplies matrices, Java loops over tiles do the rest, and ND4J's own kernels where
 * they are faster. Depends on {@code nn-api}, JavaCPP, OpenBLAS and ND4J; nothing else sees those.
 */
package dev.nn.nd4j;
