/**
 * Layers, one record each: keys and formula. Depends on {@code nn-api}, and on the activations and
 * initializers of this module for the short forms used from Java.
 */
package dev.nn.core.layers;
