/**
 * The ND4J backend: plans run on native memory, with OpenBLAS for matrix products and Java tile
 * kernels for everything else. Depends on {@code nn-api}, JavaCPP, OpenBLAS and ND4J's natives.
 */
package dev.nn.nd4j;
