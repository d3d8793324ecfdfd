/**
 * Layers that change images, most of them at random while training only. Depends on {@code nn-api}.
 */
package dev.nn.core.augmentation;
