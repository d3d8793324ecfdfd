/** Examples as the training loop takes them. Depends on {@code tensor} alone. */
package dev.nn.api.data;
