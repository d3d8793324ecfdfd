package dev.nn.core.check;

import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Port;
import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.model.Weights;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingGraph;
import dev.nn.core.train.TrainingPass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * C of one batch, as the training step of a model computes it, as a function of weights and inputs,
 * and its gradients by backpropagation: each by one plan on the model's backend. Random layers draw
 * the same numbers every time.
 */
public final class StepCost implements CostFunction, AutoCloseable {
  private static final String GRADIENT = "gradient of ";

  private final Trainer trainer;
  private final Dataset batch;
  private final long step;
  private final Map<String, Tensor> values = new LinkedHashMap<>();
  private final Executable cost;
  private final Port loss;

  /** In the first step of training. */
  StepCost(Trainer trainer, Dataset batch) {
    this(trainer, batch, 1);
  }

  /**
   * @param trainer whose model has float64 parameters
   * @param step from 1; decides what random layers draw
   */
  public StepCost(Trainer trainer, Dataset batch, long step) {
    this.trainer = trainer;
    this.batch = batch;
    this.step = step;
    values.putAll(trainer.model().weights().values());
    batch.inputs().forEach(values::put);
    cost = compile(pass().builder().build());
    loss = cost.output(TrainingGraph.LOSS);
  }

  /** The step up to its cost, for more to be added. */
  TrainingPass pass() {
    return trainer.pass(batch.size());
  }

  /**
   * Compiles a graph that reads what the step reads, and lets it read that; the caller closes it.
   */
  Executable compile(Graph graph) {
    Executable executable = trainer.model().compile(graph);
    trainer.feed(batch, step, graph, executable);
    return executable;
  }

  /** A tensor's value. */
  public Tensor value(String tensor) {
    return values.get(tensor);
  }

  /** C, everything as it is. */
  double cost() {
    cost.run();
    return loss.item();
  }

  @Override
  public double at(String tensor, int entry, double value) {
    double[] all = values.get(tensor).doubles();
    double before = all[entry];
    all[entry] = value;
    write(tensor);
    cost.run();
    all[entry] = before;
    write(tensor);
    return loss.item();
  }

  private void write(String tensor) {
    Tensor value = values.get(tensor);
    if (batch.inputs().containsKey(tensor)) {
      cost.input(tensor).write(value);
    } else {
      trainer.model().restore(new Weights(Map.of(tensor, value)));
    }
  }

  /** ∂C/∂x by backpropagation, for inputs and variables by name. */
  Map<String, Tensor> gradients(List<String> of) {
    TrainingPass pass = pass();
    Map<String, Value> places = new LinkedHashMap<>(pass.forward().values());
    for (Declared declared : pass.forward().variables()) {
      Variable variable = declared.variable();
      places.put(variable.variable(), declared.value());
    }
    List<Value> gradients =
        Backpropagation.gradients(pass.cost(), of.stream().map(places::get).toList());
    for (int i = 0; i < of.size(); i++) {
      pass.builder().output(GRADIENT + of.get(i), gradients.get(i));
    }
    try (Executable executable = compile(pass.builder().build())) {
      executable.run();
      Map<String, Tensor> result = new LinkedHashMap<>();
      of.forEach(name -> result.put(name, executable.output(GRADIENT + name).read()));
      return result;
    }
  }

  @Override
  public void close() {
    cost.close();
  }
}
