package dev.nn.testkit.train;

import dev.nn.api.backend.Backend;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import dev.nn.api.train.Optimizer;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.network.ParameterCopy;
import dev.nn.core.train.HostScalar;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import dev.nn.testkit.Program;
import java.util.List;
import java.util.Map;

/**
 * Training steps of a network of one layer whose output {@code [1]} is the cost itself: the real
 * training graph, without data.
 */
public final class StepProgram implements AutoCloseable {
  private static final String TARGET = "unused";

  private final TrainingGraph graph;
  private final Optimizer optimizer;
  private final Program program;

  /** C = Σ prediction. */
  private record Sum() implements Loss {
    @Override
    public Value apply(Value prediction, Value target) {
      return prediction;
    }

    @Override
    public LossReduction reduction() {
      return LossReduction.SUM;
    }

    @Override
    public TargetKind targetKind() {
      return TargetKind.VALUE;
    }
  }

  /**
   * Compiles it.
   *
   * @param layer named {@code layer}; its output {@code [1]} is the cost
   * @param inputs examples of the inputs, which are written as a batch of one
   */
  public StepProgram(
      Layer layer,
      List<Network.Input> inputs,
      Optimizer optimizer,
      DataType dtype,
      Backend backend) {
    List<String> names = inputs.stream().map(Network.Input::name).toList();
    Network network =
        new Network(
            inputs, List.of(new Network.Node("layer", layer, names, true)), List.of("layer"));
    this.optimizer = optimizer;
    this.graph =
        TrainingGraph.write(
            network,
            List.of(new Objective("layer", TARGET, new Sum(), 1, Map.of())),
            Map.of(TARGET, new TensorType(dtype, Shape.SCALAR)),
            optimizer,
            dtype,
            1,
            false);
    List<Variable> variables = graph.variables().stream().map(Declared::variable).toList();
    this.program = Program.compile(graph.graph(), variables, backend);
    program.write(TrainingGraph.TARGET + TARGET, Tensor.scalar(dtype, 0).reshape(Shape.of(1)));
    graph.variables().stream()
        .filter(declared -> declared.variable().role() == Variable.Role.OPTIMIZER)
        .forEach(this::initialise);
  }

  private void initialise(Declared state) {
    double[] first = state.spec().initializer().sample(state.spec(), null);
    program.set(state.variable().variable(), Tensor.of(state.variable().type(), first));
  }

  /** Inputs, outputs and variables; parameters are zero at first. */
  public Program program() {
    return program;
  }

  /**
   * One step.
   *
   * @param step from 1
   * @return the cost before the update
   */
  public double run(long step) {
    if (step == 1) {
      for (ParameterCopy copy : graph.copies()) {
        program.set(copy.variable().variable(), copy.start(program::variable));
      }
    }
    double rate = optimizer.learningRate().at(step - 1);
    for (HostScalar scalar : graph.scalars()) {
      double value = scalar.value().at(step, rate);
      program.write(scalar.input(), Tensor.scalar(DataType.FLOAT64, value));
    }
    program.run();
    return program.output(TrainingGraph.LOSS).item();
  }

  @Override
  public void close() {
    program.close();
  }
}
