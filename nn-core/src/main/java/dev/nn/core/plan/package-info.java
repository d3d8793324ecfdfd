/** From a graph to a plan: order, lifetimes, and a fixed place in memory for every value. */
package dev.nn.core.plan;
