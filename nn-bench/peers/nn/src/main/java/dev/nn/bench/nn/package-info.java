/**
 * nn itself as a contender, through the interfaces that anyone uses. Depends on the harness, the
 * engine and the ND4J backend.
 */
package dev.nn.bench.nn;
