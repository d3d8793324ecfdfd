/**
 * Data sources: delimited text, idx images, MNIST and Fashion-MNIST, synthetic sets; how they are
 * split, and the fitted preprocessing that goes with a model. Depends on {@code nn-api} and
 * FastCSV.
 */
package dev.nn.data;
