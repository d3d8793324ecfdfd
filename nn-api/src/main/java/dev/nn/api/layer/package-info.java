/**
 * What a layer is made of, and what one gets to work with. Depends on {@code graph}, {@code op} and
 * {@code tensor}.
 */
package dev.nn.api.layer;
