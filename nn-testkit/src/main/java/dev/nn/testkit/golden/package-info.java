/**
 * Golden numbers: cases whose results another implementation has computed, run through the whole
 * engine on any backend.
 */
package dev.nn.testkit.golden;
