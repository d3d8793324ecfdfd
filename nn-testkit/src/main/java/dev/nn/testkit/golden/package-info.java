/**
 * Golden numbers: cases whose results another implementation has computed, run through the whole
 * engine on any backend. Depends on {@code nn-core} and JUnit.
 */
package dev.nn.testkit.golden;
