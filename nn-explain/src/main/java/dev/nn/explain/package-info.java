/**
 * Backpropagation shown: formulas and numbers of a real training step, layer by layer. Formulas are
 * read off the training graph, so layers of plugins are explained like all others. Depends on the
 * engine; knows nothing of configs, backends or terminals.
 */
package dev.nn.explain;
