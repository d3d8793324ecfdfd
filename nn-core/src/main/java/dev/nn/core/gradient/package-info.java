/** The chain rule, once: a pass that adds the backward nodes to a graph. */
package dev.nn.core.gradient;
