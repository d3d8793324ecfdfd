/**
 * Training: the training graph, the program that runs it, the loop over epochs, and what callbacks
 * see of it. Depends on {@code nn-api}, on {@code gradient} and on {@code model}.
 */
package dev.nn.core.train;
