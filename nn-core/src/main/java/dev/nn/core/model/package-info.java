/**
 * A network with its weights on a backend: made, compiled per batch size, asked for predictions,
 * saved and loaded. Depends on {@code nn-api}, on {@code network} and on the passes to a plan.
 */
package dev.nn.core.model;
