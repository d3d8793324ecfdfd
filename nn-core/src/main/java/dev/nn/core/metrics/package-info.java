/**
 * Measures of predictions, one record each, computed on the host in float64 and exact over any
 * division into batches. Depends on {@code nn-api} alone.
 */
package dev.nn.core.metrics;
