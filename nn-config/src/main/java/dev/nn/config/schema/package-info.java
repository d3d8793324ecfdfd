/**
 * The JSON Schema of configs, for editors and other programs, made from the registries. Says what
 * {@code internal.bind} and the readers accept; depends on {@code registry} and {@code spec}.
 */
package dev.nn.config.schema;
