package dev.nn.core.model;

import dev.nn.api.backend.OpSupport;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.Graph;
import dev.nn.core.optimize.Fuse;
import dev.nn.core.optimize.Simplify;
import dev.nn.core.plan.Planner;

/**
 * The way from a graph to a plan: simplify, fuse, plan.
 *
 * @param reuse whether values share memory; see {@link Planner#plan}
 */
public record Compiler(boolean reuse) {
  /** With all savings. */
  public static final Compiler DEFAULT = new Compiler(true);

  /** A plan that the backend can run. */
  public Plan compile(Graph graph, VariableLayout layout, OpSupport backend) {
    return Planner.plan(Fuse.apply(Simplify.apply(graph), backend), layout, reuse);
  }
}
