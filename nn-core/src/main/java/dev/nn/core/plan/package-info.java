/**
 * From a graph to a plan: order, lifetimes, and a fixed place in memory for every value. Depends on
 * {@code nn-api} alone.
 */
package dev.nn.core.plan;
