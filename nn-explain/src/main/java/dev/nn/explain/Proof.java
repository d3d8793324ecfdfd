package dev.nn.explain;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.StepCost;
import dev.nn.core.model.Weights;
import dev.nn.core.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A partial derivative without the chain rule, from its definition: how much C changes when one
 * entry of θ is moved a little to either side.
 *
 * <pre>
 * (C(θ + ε) − C(θ − ε)) / 2ε,  ε = ∛2⁻⁵² · max(1, |θ|) ≈ 6·10⁻⁶
 * </pre>
 *
 * @param entry row-major place of the entry
 * @param epsilon ε
 * @param cost C(θ)
 * @param costAbove C(θ + ε)
 * @param costBelow C(θ − ε)
 * @param gradient ∂C/∂θ by backpropagation, in the model's own precision
 */
public record Proof(
    int entry, double epsilon, double cost, double costAbove, double costBelow, double gradient) {
  private static final double STEP = Math.cbrt(Math.ulp(1.0));

  /** The central difference. */
  public double difference() {
    return (costAbove - costBelow) / (2 * epsilon);
  }

  /** How far off the central difference may be because the last bits of C are rounded. */
  public double rounding() {
    return 8 * Math.ulp(cost) / epsilon;
  }

  /** The slope to the left of θ. */
  public double left() {
    return (cost - costBelow) / epsilon;
  }

  /** The slope to the right of θ. */
  public double right() {
    return (costAbove - cost) / epsilon;
  }

  /**
   * Whether C has a kink at θ, as where a ReLU's input is exactly 0: the slopes on both sides
   * differ, each by itself may count as the derivative, and their mean says nothing.
   */
  public boolean isKink() {
    double largest = Math.max(Math.abs(left()), Math.abs(right()));
    return Math.abs(left() - right()) > 0.01 * largest && relativeError() > 0.01;
  }

  /** |∂C/∂θ − difference| / max of both; 0 if both are 0. */
  public double relativeError() {
    double largest = Math.max(Math.abs(gradient), Math.abs(difference()));
    return largest == 0 ? 0 : Math.abs(gradient - difference()) / largest;
  }

  /**
   * Proofs for every parameter of a step.
   *
   * @param trials which entries are tested
   * @param exact the same model in float64; its weights are changed
   * @param weights of the model before the step
   * @param changes the parameters and their gradients
   */
  static Map<String, List<Proof>> of(
      Trials trials,
      Trainer exact,
      Weights weights,
      Dataset batch,
      long step,
      Map<String, Explanation.Change> changes) {
    Map<String, Tensor> doubles = new LinkedHashMap<>();
    weights.values().forEach((path, value) -> doubles.put(path, value.cast(DataType.FLOAT64)));
    exact.model().restore(new Weights(doubles));
    Map<String, List<Proof>> proofs = new LinkedHashMap<>();
    try (StepCost cost = new StepCost(exact, batch, step)) {
      changes.forEach(
          (path, change) -> {
            double here = cost.at(path, 0, cost.value(path).get(0));
            proofs.put(
                path,
                trials.of(path, change.gradient()).stream()
                    .map(entry -> of(cost, here, path, entry, change.gradient().get(entry)))
                    .toList());
          });
    }
    return proofs;
  }

  private static Proof of(StepCost cost, double here, String path, int entry, double gradient) {
    double theta = cost.value(path).get(entry);
    double epsilon = STEP * Math.max(1, Math.abs(theta));
    double above = cost.at(path, entry, theta + epsilon);
    double below = cost.at(path, entry, theta - epsilon);
    return new Proof(entry, epsilon, here, above, below, gradient);
  }

  /** The place of the greatest |x|, the first if several. */
  static int largest(Tensor gradient) {
    int largest = 0;
    for (int i = 1; i < gradient.size(); i++) {
      if (Math.abs(gradient.get(i)) > Math.abs(gradient.get(largest))) {
        largest = i;
      }
    }
    return largest;
  }
}
