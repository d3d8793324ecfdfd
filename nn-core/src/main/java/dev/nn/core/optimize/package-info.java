/**
 * Passes from graph to graph that change how something is computed, not what: verify, simplify,
 * fuse. And the printer.
 */
package dev.nn.core.optimize;
