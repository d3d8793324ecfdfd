package dev.nn.testkit.golden;

import dev.nn.api.backend.Backend;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.testkit.Tolerances;
import dev.nn.testkit.spec.Binder;
import java.util.Arrays;

/**
 * What it takes to check one case.
 *
 * @param golden the case
 * @param binder makes what it configures
 * @param backend runs it
 * @param dtype floating type of the arithmetic
 */
record GoldenCheck(GoldenCase golden, Binder binder, Backend backend, DataType dtype) {
  /** Runs it; fails with an {@link AssertionError} where numbers differ. */
  void run() {
    switch (golden.kind()) {
      case LAYERS -> GoldenLayer.check(this);
      case LOSSES -> GoldenLoss.check(this);
      case OPTIMIZERS -> GoldenOptimizer.check(this);
      case SCHEDULES -> GoldenHostSide.checkSchedule(this);
      case METRICS -> GoldenHostSide.checkMetric(this);
      case ACTIVATIONS -> GoldenActivation.check(this);
    }
  }

  <T> T make(Class<T> kind) {
    return binder.make(kind, golden.config());
  }

  /** A tensor of the file in this check's arithmetic. */
  Tensor cast(Tensor value) {
    return value.dtype().isFloating() ? value.cast(dtype) : value;
  }

  /** Fails unless numbers computed in this check's arithmetic are close to the file's. */
  void compare(String what, Tensor expected, Tensor actual) {
    Tolerances tolerances = GoldenTolerances.of(golden, dtype);
    tolerances.check(what, expected, actual.cast(DataType.FLOAT64));
  }

  /**
   * As {@link #compare(String, Tensor, Tensor)}, but for elements where the derivative is a
   * convention.
   */
  void compareGradient(String what, Tensor expected, Tensor actual) {
    double[] numbers = actual.toDoubles();
    if (golden.json().has("nondifferentiable")) {
      Arrays.stream(golden.numbers("nondifferentiable"))
          .mapToInt(index -> (int) index)
          .forEach(index -> numbers[index] = expected.get(index));
    }
    compare(what, expected, Tensor.of(actual.shape(), numbers));
  }
}
