/**
 * Passes from graph to graph that change how something is computed, not what: verify, simplify,
 * fuse. And the printer. Depends on {@code nn-api} alone.
 */
package dev.nn.core.optimize;
