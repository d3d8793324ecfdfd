/**
 * A network with its weights on a backend: made, compiled per batch size, asked for predictions,
 * saved and loaded.
 */
package dev.nn.core.model;
