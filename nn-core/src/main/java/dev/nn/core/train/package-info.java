/**
 * Training: the training graph, the program that runs it, the loop over epochs, and what callbacks
 * see of it.
 */
package dev.nn.core.train;
