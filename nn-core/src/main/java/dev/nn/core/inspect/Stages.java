package dev.nn.core.inspect;

import dev.nn.api.backend.OpSupport;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.Graph;
import dev.nn.core.model.Compiler;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.train.TrainingGraph;

/**
 * A training step in every stage of its making, as it will run but without running it.
 *
 * @param forward forward pass and cost
 * @param training the same with backward pass and update
 * @param plan what the backend gets
 */
public record Stages(Graph forward, TrainingGraph training, Plan plan) {
  /**
   * Takes a step through all stages.
   *
   * @param support what the backend that it is meant for can run
   */
  public static Stages of(TrainingGraph training, OpSupport support) {
    VariableLayout layout =
        new VariableLayout(
            training.variables().stream().map(NetworkWriter.Declared::variable).toList());
    Plan plan = Compiler.DEFAULT.compile(training.graph(), layout, support);
    return new Stages(training.forward(), training, plan);
  }
}
