/**
 * What every layer promises, as a test to subclass. Depends on {@code nn-core} and the reference
 * backend.
 */
package dev.nn.testkit.layer;
