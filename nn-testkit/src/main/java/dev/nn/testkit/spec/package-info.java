/**
 * Records made from short texts, as a config would make them, so that tests can say {@code {type:
 * dense, units: 3}}. The real reader, with error reports, is {@code nn-config}; this one only
 * throws.
 */
package dev.nn.testkit.spec;
