/**
 * Configs that {@code nn init} writes: templates, and drafts made from what a data file holds.
 * Knows the data module and nothing of the command line.
 */
package dev.nn.cli.init;
