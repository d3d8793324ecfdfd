/** Backpropagation against central differences. Depends on {@code nn-core}. */
package dev.nn.testkit.gradient;
