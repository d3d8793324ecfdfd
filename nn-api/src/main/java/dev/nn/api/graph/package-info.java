/**
 * The graph of primitive operations that networks, gradients and updates are written in. Depends on
 * {@code tensor}.
 */
package dev.nn.api.graph;
