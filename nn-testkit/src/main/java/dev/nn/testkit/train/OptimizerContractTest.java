package dev.nn.testkit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.network.Network;
import dev.nn.reference.ReferenceBackend;
import dev.nn.testkit.Tolerances;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every optimizer promises, on the cost Σ k·(θ − c)². Subclass it for your optimizers. */
public abstract class OptimizerContractTest {
  private static final double[] START = {1.5, -0.5, 0.25, 2, -1.25, 0.75};
  private static final double[] GOAL = {0.5, 0.5, -1, 1, 1, 2};
  private static final double[] STEEPNESS = {1, 2, 0.5, 1, 3, 0.25};
  private static final int STEPS = 4;

  /** The optimizers, and what their keys name: schedules. */
  protected abstract Catalogue catalogue();

  /** Configurations such as {@code {type: sgd, momentum: 0.9}}. */
  protected abstract List<String> configs();

  /** The backend to run on. */
  protected Backend openBackend() {
    return new ReferenceBackend();
  }

  @TestFactory
  Stream<DynamicTest> stepsLowerAQuadraticCost() {
    return each(
        config -> {
          List<Double> costs = new ArrayList<>();
          run(optimizer(config), DataType.FLOAT64, costs, 6);
          assertTrue(costs.get(1) < costs.get(0), () -> "costs " + costs);
          assertTrue(costs.get(STEPS) < costs.get(0), () -> "costs " + costs);
        });
  }

  @TestFactory
  Stream<DynamicTest> anElementwiseRuleDoesNotCareHowParametersAreCut() {
    return each(
        config -> {
          Optimizer optimizer = optimizer(config);
          if (optimizer.elementwise()
              && optimizer.updateRules().clipnorm().isEmpty()
              && optimizer.patterns().isEmpty()) {
            Tensor whole = run(optimizer, DataType.FLOAT64, new ArrayList<>(), 6);
            Tensor cut = run(optimizer, DataType.FLOAT64, new ArrayList<>(), 2, 1, 3);
            Tolerances.assertClose("θ", whole, cut);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> float32AgreesWithFloat64() {
    return each(
        config -> {
          Tensor exact = run(optimizer(config), DataType.FLOAT64, new ArrayList<>(), 6);
          Tensor rounded = run(optimizer(config), DataType.FLOAT32, new ArrayList<>(), 6);
          Tolerances.of(DataType.FLOAT32).check("θ", exact, rounded.cast(DataType.FLOAT64));
        });
  }

  private Optimizer optimizer(String config) {
    return new Binder(catalogue()).make(Optimizer.class, config);
  }

  /** θ after some steps, as parameters of the given lengths. */
  private Tensor run(Optimizer optimizer, DataType dtype, List<Double> costs, int... lengths) {
    Network.Input unused = new Network.Input("x", new TensorType(dtype, Shape.SCALAR));
    try (Backend backend = openBackend();
        StepProgram steps =
            new StepProgram(quadratic(lengths), List.of(unused), optimizer, dtype, backend)) {
      steps.program().write("x", Tensor.of(Shape.of(1), 0.0));
      int from = 0;
      for (int i = 0; i < lengths.length; i++) {
        steps.program().set("layer/p" + i, part(START, from, lengths[i]));
        from += lengths[i];
      }
      for (int step = 1; step <= STEPS; step++) {
        costs.add(steps.run(step));
      }
      double[] theta = new double[START.length];
      from = 0;
      for (int i = 0; i < lengths.length; i++) {
        double[] values = steps.program().variable("layer/p" + i).toDoubles();
        System.arraycopy(values, 0, theta, from, values.length);
        from += lengths[i];
      }
      assertEquals(theta.length, from);
      costs.add(steps.run(STEPS + 1));
      return Tensor.of(Shape.of(theta.length), theta).cast(dtype);
    }
  }

  private static Layer quadratic(int... lengths) {
    return (scope, x) -> {
      Value cost = x.reshape(Shape.SCALAR);
      int from = 0;
      for (int i = 0; i < lengths.length; i++) {
        Value theta =
            scope.parameter("p" + i, Shape.of(lengths[i]), (spec, random) -> new double[0]);
        Value goal = x.builder().constant(part(GOAL, from, lengths[i]).cast(x.dtype()));
        Value steepness = x.builder().constant(part(STEEPNESS, from, lengths[i]).cast(x.dtype()));
        cost = cost.add(theta.subtract(goal).square().multiply(steepness).sum());
        from += lengths[i];
      }
      return cost.reshape(1);
    };
  }

  private static Tensor part(double[] all, int from, int length) {
    return Tensor.of(Shape.of(length), Arrays.copyOfRange(all, from, from + length));
  }

  private interface Check {
    void accept(String config);
  }

  private Stream<DynamicTest> each(Check check) {
    return configs().stream()
        .map(config -> DynamicTest.dynamicTest(config, () -> check.accept(config)));
  }
}
