/**
 * What is minimised, how, and what is watched meanwhile. Depends on {@code graph}, {@code op},
 * {@code tensor}.
 */
package dev.nn.api.train;
