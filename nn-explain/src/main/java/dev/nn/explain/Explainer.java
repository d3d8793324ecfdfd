package dev.nn.explain;

import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.model.Weights;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingGraph;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a few examples through a training step of a real model: the graph that trains, compiled and
 * run by the backend that trains.
 */
public final class Explainer {
  private final Trainer trainer;
  private final Optional<Trainer> exact;
  private final Trials trials;

  /** For the model in its present state, without proofs. */
  public Explainer(Trainer trainer) {
    this(trainer, Optional.empty(), Trials.GREATEST);
  }

  /**
   * For the model in its present state.
   *
   * @param exact the same model in float64, on which gradients are proved; its weights are changed
   * @param trials which entries of parameters are proved
   */
  public Explainer(Trainer trainer, Optional<Trainer> exact, Trials trials) {
    this.trainer = trainer;
    this.exact = exact;
    this.trials = trials;
  }

  /**
   * Explains a step and makes it: the model is trained by it.
   *
   * @param batch the examples, all of them
   * @param step from 1; decides the learning rate and what random layers draw
   */
  public Explanation explain(Dataset batch, long step) {
    TrainingGraph training = trainer.graph(batch.size());
    Equations equations = new Equations(trainer.network(), training);
    Ref cost = training.graph().outputs().get(TrainingGraph.LOSS);
    Set<Ref> wanted = new HashSet<>(equations.names().keySet());
    wanted.add(cost);
    wanted.addAll(Entries.pointers(equations.unfolded()));
    Map<Ref, Tensor> values =
        trainer.observe(training, equations.unfolded().graph(), wanted, batch, step);
    Weights before = trainer.model().weights();
    trainer.trainOnBatch(batch, step);
    Map<String, Tensor> after = trainer.model().weights().values();
    double costAfter =
        trainer
            .observe(training, equations.unfolded().graph(), List.of(cost), batch, step)
            .get(cost)
            .item();
    Map<String, Explanation.Change> changes =
        changes(training, equations, values, before.values(), after);
    Trials fitting = trials.within(training.graph(), cost.node(), changes.values());
    return new Explanation(
        step,
        equations.sections(),
        equations.names(),
        values,
        equations.unfolded(),
        values.get(cost).item(),
        costAfter,
        changes,
        exact
            .map(model -> Proof.of(fitting, model, before, batch, step, changes))
            .orElse(Map.of()));
  }

  private static Map<String, Explanation.Change> changes(
      TrainingGraph training,
      Equations equations,
      Map<Ref, Tensor> values,
      Map<String, Tensor> before,
      Map<String, Tensor> after) {
    Map<String, Explanation.Change> changes = new LinkedHashMap<>();
    for (Node node : training.graph().nodes()) {
      if (node.op() instanceof Variable variable && variable.role() == Variable.Role.PARAMETER) {
        Ref ref = new Ref(node.id(), 0);
        training
            .chainRule()
            .gradient(ref)
            .map(values::get)
            .ifPresent(
                gradient ->
                    changes.put(
                        variable.variable(),
                        new Explanation.Change(
                            equations.names().get(ref),
                            before.get(variable.variable()),
                            gradient,
                            after.get(variable.variable()))));
      }
    }
    return changes;
  }
}
