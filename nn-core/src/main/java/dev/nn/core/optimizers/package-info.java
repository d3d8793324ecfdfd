/**
 * Update rules, one record each, written as element-wise formulas so that one pass over all
 * parameters does a step. Depends on {@code nn-api}, and on this module's constant schedule.
 */
package dev.nn.core.optimizers;
