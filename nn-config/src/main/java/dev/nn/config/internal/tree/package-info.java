/**
 * From a file to one tree of plain values that know where they are written: reading, inheritance,
 * overrides, interpolation. Depends on {@code problem} and SnakeYAML.
 */
package dev.nn.config.internal.tree;
