package dev.nn.core.check;

import dev.nn.api.data.Dataset;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.EntryCheck.Verdict;
import dev.nn.core.model.Weights;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Checks ∂C/∂x of a training step, by backpropagation, against central differences: for every
 * parameter and every floating input x, on a batch of real examples. C is all that training
 * minimises: the losses of all outputs with their weights, weights of examples and classes, and
 * regularizers. Random layers draw the same numbers in every evaluation. The optimizer, gradient
 * clipping and weight decay come after the gradient and play no part.
 *
 * <p>First everything is moved a little: weights by 5 to 10 % of their tensor's root mean square,
 * inputs by 0.5 to 1 %. First weights lie where C has kinks and where faults do not show: zero
 * biases put every relu over an empty background exactly on its kink, and a kernel of zeros lets no
 * gradient through.
 *
 * @param samples entries compared of each tensor that has more, at least 1
 * @param tolerance largest error, see {@link CentralDifferences}
 * @param jitter how far weights are moved, as a share of their size; inputs a tenth of that
 * @param seed of the entries and of the moves
 */
public record StepGradientCheck(int samples, double tolerance, double jitter, long seed) {
  /** Entries compared of a large tensor. */
  public static final int SAMPLES = 20;

  /** Largest error of a right gradient. */
  public static final double TOLERANCE = 1e-5;

  /** How far weights are moved. */
  public static final double JITTER = 0.1;

  /** Inputs are to stay what they are. */
  private static final double INPUT_SHARE = 0.1;

  /**
   * Checks. The model's weights are moved afterwards.
   *
   * @param trainer of a float64 model that has adapted to its data
   * @param batch the examples
   * @param progress is told of every tensor before it is compared
   * @throws IllegalArgumentException if the model is not float64, or C is not finite
   */
  public StepGradientReport run(Trainer trainer, Dataset batch, Consumer<String> progress) {
    if (trainer.model().dtype() != DataType.FLOAT64) {
      throw new IllegalArgumentException("gradients are checked in float64");
    }
    SplittableRandom random = new SplittableRandom(seed);
    NetworkWriter.Forward forward = trainer.pass(batch.size()).forward();
    CheckedTensors tensors = CheckedTensors.of(trainer, forward, batch);
    moveWeights(trainer, forward, new Jitter(jitter, random));
    // Where inputs say which steps count, moved ones would say that all do.
    double share = forward.masks().isEmpty() ? jitter * INPUT_SHARE : 0;
    try (StepCost cost = new StepCost(trainer, new Jitter(share, random).inputs(batch))) {
      return compare(cost, tensors, random, progress);
    }
  }

  private StepGradientReport compare(
      StepCost cost, CheckedTensors tensors, SplittableRandom random, Consumer<String> progress) {
    double here = cost.cost();
    if (!Double.isFinite(here)) {
      throw new IllegalArgumentException("the cost of these examples is " + here);
    }
    Map<String, Tensor> gradients = cost.gradients(tensors.checked());
    Map<String, Tensor> values = new LinkedHashMap<>();
    tensors.checked().forEach(name -> values.put(name, cost.value(name)));
    double rounding = RoundingNoise.of(cost, here, values, random);
    CentralDifferences differences = new CentralDifferences(cost, here, rounding, tolerance);
    List<TensorCheck> checks = new ArrayList<>();
    for (String name : tensors.checked()) {
      progress.accept(name);
      int[] entries = Entries.choose(gradients.get(name), samples, random);
      checks.add(differences.compare(name, values.get(name), gradients.get(name), entries));
    }
    boolean wrong = checks.stream().anyMatch(each -> each.count(Verdict.DIFFER) > 0);
    return new StepGradientReport(
        here,
        checks,
        tensors.unchecked(),
        wrong ? fault(cost, rounding, random) : Optional.empty());
  }

  private Optional<OpFault> fault(StepCost cost, double rounding, SplittableRandom random) {
    try (FaultFinder finder = new FaultFinder(cost, rounding, tolerance, random)) {
      return finder.find();
    }
  }

  private static void moveWeights(Trainer trainer, NetworkWriter.Forward forward, Jitter jitter) {
    Map<String, Tensor> now = trainer.model().weights().values();
    Map<String, Tensor> moved = new LinkedHashMap<>();
    for (Declared declared : forward.variables()) {
      // States may be what cannot be moved: variances, vocabularies.
      if (declared.variable().role() != Variable.Role.STATE) {
        String name = declared.variable().variable();
        moved.put(name, jitter.weights(now.get(name)));
      }
    }
    trainer.model().restore(new Weights(moved));
  }
}
