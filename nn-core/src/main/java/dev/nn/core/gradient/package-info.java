/**
 * The chain rule, once: a pass that adds the backward nodes to a graph. Depends on the graph and
 * the ops of {@code nn-api}; what each op sends back it says itself.
 */
package dev.nn.core.gradient;
