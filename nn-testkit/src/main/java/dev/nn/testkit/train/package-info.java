/**
 * What every optimizer promises, as a test to subclass, and training steps without data sets.
 * Depends on {@code nn-core} and the reference backend.
 */
package dev.nn.testkit.train;
