/**
 * What no library can undercut with the same BLAS: the matrix products of a step and a pass over its
 * bytes. Depends on the harness and OpenBLAS.
 */
package dev.nn.bench.ceiling;
