/**
 * Support for tests of everything that others implement: contracts to subclass, and what they
 * share. Depends on JUnit, {@code nn-api}, {@code nn-core} and the reference backend.
 */
package dev.nn.testkit;
