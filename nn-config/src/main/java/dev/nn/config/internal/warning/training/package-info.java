/**
 * Slips in optimizers, schedules, callbacks and the keys of training. Depends on what checks look
 * at and on the standard parts.
 */
package dev.nn.config.internal.warning.training;
