/** The training loop: batches, steps, epochs, metrics, callbacks. */
package dev.nn.core.train;
