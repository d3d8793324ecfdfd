package dev.nn.core.train;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.gradient.ChainRule;
import dev.nn.core.model.Model;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.ParameterCopy;
import dev.nn.core.optimize.GraphVerifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole of one training step as a graph: forward, cost, backward, update. Where the optimizer
 * accumulates gradients, most steps have no update but only add up.
 *
 * @param graph with outputs {@code loss}, {@code loss/NAME} for each of several objectives, {@code
 *     output/NAME} and {@code mask/NAME}
 * @param variables everything the step keeps, the model's own before the optimizer's
 * @param scalars what the host computes for each step
 * @param copies which of the optimizer's variables start as copies of parameters
 * @param chainRule how the gradients came about
 */
public record TrainingGraph(
    Graph graph,
    List<NetworkWriter.Declared> variables,
    List<HostScalar> scalars,
    List<ParameterCopy> copies,
    ChainRule chainRule) {
  /** Path of the nodes that make the cost of what the network gives out. */
  public static final String COST = "loss";

  /** Path of the nodes that make the update. */
  public static final String OPTIMIZER = "optimizer";

  /** Name of the output that holds the cost. */
  public static final String LOSS = "loss";

  /** Prefix of the outputs that hold predictions. */
  public static final String OUTPUT = "output/";

  /** Prefix of the inputs that hold targets. */
  public static final String TARGET = "target/";

  /**
   * Prefix of the outputs that say, by 1 and 0, which parts of a prediction count; only there if
   * some may not.
   */
  public static final String MASK = "mask/";

  /** Name of the input that holds sample weights {@code [batch]}. */
  public static final String SAMPLE_WEIGHT = "sample_weight";

  /**
   * Writes the graph of a step with an update.
   *
   * @param targets type of one example of each target, by the objective's target name
   * @param weighted whether examples carry weights
   */
  public static TrainingGraph write(
      Network network,
      List<Objective> objectives,
      Map<String, TensorType> targets,
      Optimizer optimizer,
      DataType dtype,
      int batch,
      boolean weighted) {
    return write(network, objectives, targets, optimizer, dtype, batch, weighted, true);
  }

  /**
   * Writes the graph of a step.
   *
   * @param updating whether the step ends with an update, or only adds its gradients to those of
   *     the steps before
   */
  public static TrainingGraph write(
      Network network,
      List<Objective> objectives,
      Map<String, TensorType> targets,
      Optimizer optimizer,
      DataType dtype,
      int batch,
      boolean weighted,
      boolean updating) {
    TrainingPass pass = TrainingPass.write(network, objectives, targets, dtype, batch, weighted);
    GraphBuilder builder = pass.builder();
    NetworkWriter.Forward forward = pass.forward();
    Value cost = pass.cost();
    List<NetworkWriter.Declared> parameters =
        forward.variables().stream()
            .filter(declared -> declared.variable().role() == Variable.Role.PARAMETER)
            .toList();
    forward.stateUpdates().forEach(builder::update);
    UpdateWriter update = new UpdateWriter(builder, optimizer, dtype, cost);
    ChainRule chainRule = ChainRule.none();
    if (!parameters.isEmpty()) {
      parameters.forEach(p -> p.value().labelled("θ"));
      List<NetworkWriter.Declared> moving = update.moving(parameters);
      Backpropagation.Gradients gradients =
          Backpropagation.traced(cost, moving.stream().map(NetworkWriter.Declared::value).toList());
      chainRule = gradients.chainRule();
      builder.within(OPTIMIZER, () -> update.write(moving, gradients.values(), updating));
    }
    List<NetworkWriter.Declared> variables = new ArrayList<>(forward.variables());
    variables.addAll(update.variables());
    return new TrainingGraph(
        GraphVerifier.verify("the gradient pass", builder.build()),
        variables,
        update.scalars(),
        update.copies(),
        chainRule);
  }

  /** The forward pass and the cost alone: what backpropagation started from. */
  public Graph forward() {
    int cost = graph.outputs().get(LOSS).node();
    return new Graph(
        graph.nodes().subList(0, cost + 1),
        graph.outputs(),
        graph.updates().stream().filter(update -> update.value().node() <= cost).toList());
  }

  /** The same without backward pass and update, in inference mode: for validation. */
  public static Graph writeEvaluation(
      Model model,
      List<Objective> objectives,
      Map<String, TensorType> targets,
      int batch,
      boolean weighted) {
    GraphBuilder builder = new GraphBuilder();
    DataType dtype = model.dtype();
    NetworkWriter.Forward forward = model.inference(builder).write(model.network(), batch);
    cost(builder, forward, objectives, targets, dtype, batch, weighted, false);
    return GraphVerifier.verify("writing the network", builder.build());
  }

  static Value cost(
      GraphBuilder builder,
      NetworkWriter.Forward forward,
      List<Objective> objectives,
      Map<String, TensorType> targets,
      DataType dtype,
      int batch,
      boolean weighted,
      boolean training) {
    Map<String, Value> targetValues = new LinkedHashMap<>();
    List<Value> weights =
        weighted
            ? List.of(
                builder.emit(new Input(SAMPLE_WEIGHT, new TensorType(dtype, Shape.of(batch)))))
            : List.of();
    Value total = null;
    for (Objective objective : objectives) {
      Value prediction = forward.values().get(objective.output());
      Value target =
          targetValues.computeIfAbsent(
              objective.target(), name -> target(builder, name, targets.get(name), dtype, batch));
      // Classes are weighed while learning only; what is measured is left as it is.
      List<Value> factors = new ArrayList<>(weights);
      Costs.Cost each =
          builder.within(
              COST,
              () -> {
                if (training && !objective.classWeights().isEmpty()) {
                  factors.add(ClassWeights.of(objective, target, dtype));
                }
                return Costs.of(
                    objective.loss(), prediction, target, factors, forward.mask(prediction));
              });
      if (!objective.metrics().isEmpty()) {
        each.counts().ifPresent(counts -> builder.output(MASK + objective.output(), counts));
      }
      Value cost = each.total();
      if (objectives.size() > 1) {
        builder.output(LOSS + "/" + objective.output(), cost);
      }
      builder.output(OUTPUT + objective.output(), prediction);
      Value share = objective.weight() == 1 ? cost : cost.scale(objective.weight());
      total = total == null ? share : total.add(share);
    }
    if (training) {
      for (Value penalty : forward.penalties()) {
        total = total.add(penalty);
      }
    }
    total.labelled("C");
    builder.output(LOSS, total);
    return total;
  }

  private static Value target(
      GraphBuilder builder, String name, TensorType example, DataType dtype, int batch) {
    DataType type = example.dtype().isFloating() ? dtype : example.dtype();
    TensorType batched = new TensorType(type, example.shape().withBatch(batch));
    return builder.emit(new Input(TARGET + name, batched));
  }
}
