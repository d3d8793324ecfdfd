/**
 * Slips in layers, outputs, losses and metrics. Depends on what checks look at and on the standard
 * layers and losses.
 */
package dev.nn.config.internal.warning.model;
