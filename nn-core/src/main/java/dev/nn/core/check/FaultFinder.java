package dev.nn.core.check;

import dev.nn.api.backend.Executable;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.EdgeProbes.Probe;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.train.TrainingGraph;
import dev.nn.core.train.TrainingPass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Finds the op whose chain rule is wrong. From the cost backwards, what each op sends back to each
 * of its operands is compared with central differences; the first that is wrong got a right
 * gradient itself, so the fault is its own.
 */
final class FaultFinder implements CostFunction, AutoCloseable {
  private static final int SAMPLES = 4;
  private static final String GRADIENT = "gradient of ";
  private static final String VALUE = "value of ";

  private final double rounding;
  private final double tolerance;
  private final SplittableRandom random;
  private final List<Probe> probes;
  private final Executable costs;
  private final Executable gradients;
  private final Map<String, Tensor> values = new HashMap<>();

  FaultFinder(StepCost step, double rounding, double tolerance, SplittableRandom random) {
    this.rounding = rounding;
    this.tolerance = tolerance;
    this.random = random;
    TrainingPass pass = step.pass();
    EdgeProbes copy = EdgeProbes.of(pass.builder().build(), pass.cost().ref());
    probes = copy.probes();
    GraphBuilder builder = copy.builder();
    Graph alone = builder.build();
    costs = step.compile(alone);
    Value cost = copy.images().get(pass.cost().ref());
    List<Value> sent = Backpropagation.gradients(cost, probes.stream().map(Probe::added).toList());
    for (int i = 0; i < probes.size(); i++) {
      builder.output(GRADIENT + probes.get(i).name(), sent.get(i));
      builder.output(VALUE + probes.get(i).name(), probes.get(i).value());
    }
    gradients = step.compile(builder.build());
    for (Probe probe : probes) {
      Tensor nothing = Tensor.zeros(probe.added().type());
      costs.input(probe.name()).write(nothing);
      gradients.input(probe.name()).write(nothing);
    }
  }

  Optional<OpFault> find() {
    gradients.run();
    costs.run();
    double here = costs.output(TrainingGraph.LOSS).item();
    CentralDifferences differences = new CentralDifferences(this, here, rounding, tolerance);
    for (int i = probes.size() - 1; i >= 0; i--) {
      Probe probe = probes.get(i);
      Tensor gradient = gradients.output(GRADIENT + probe.name()).read();
      Tensor value = gradients.output(VALUE + probe.name()).read();
      values.put(probe.name(), value);
      int[] entries = Entries.choose(gradient, SAMPLES, random);
      TensorCheck check = differences.compare(probe.name(), value, gradient, entries);
      if (check.count(EntryCheck.Verdict.DIFFER) > 0) {
        String op = probe.node().op().name();
        return Optional.of(new OpFault(probe.node().path(), op, probe.operand(), check));
      }
    }
    return Optional.empty();
  }

  @Override
  public double at(String probe, int entry, double value) {
    Tensor operand = values.get(probe);
    Tensor added = Tensor.zeros(operand.type());
    added.doubles()[entry] = value - operand.get(entry);
    costs.input(probe).write(added);
    costs.run();
    added.doubles()[entry] = 0;
    costs.input(probe).write(added);
    return costs.output(TrainingGraph.LOSS).item();
  }

  @Override
  public void close() {
    costs.close();
    gradients.close();
  }
}
