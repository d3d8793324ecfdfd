/**
 * Layers that change images at random while training and let them pass otherwise. Depends on {@code
 * nn-api}.
 */
package dev.nn.core.augmentation;
