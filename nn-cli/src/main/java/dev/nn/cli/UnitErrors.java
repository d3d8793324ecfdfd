package dev.nn.cli;

import dev.nn.api.data.Dataset;
import dev.nn.api.data.OriginalUnits;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.Session;
import dev.nn.core.train.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Errors in the units of the data, where targets were transformed or scaled: RMSE = √(Σw(y −
 * ŷ)²/Σw) and MAE = Σw|y − ŷ|/Σw of the model, and of simple rules that it is to be better than; w
 * are the weights of the examples, 1 if there are none.
 */
final class UnitErrors {
  /** Nothing is kept for a backward pass, so more than in training fit. */
  private static final int BATCH = 256;

  private UnitErrors() {}

  /** By name, such as {@code original_rmse} and {@code persistence_rmse}; empty without units. */
  static Map<String, Double> of(Session session, Dataset part) {
    Map<String, Double> errors = new LinkedHashMap<>();
    if (part.units().isEmpty()) {
      return errors;
    }
    OriginalUnits units = part.units().get();
    List<Objective> objectives = session.assembly().objectives();
    Map<String, Tensor> outputs = session.model().predict(part.inputs(), BATCH);
    for (Objective objective : objectives) {
      String target = objective.target();
      if (!units.differ(target)) {
        continue;
      }
      String prefix = objectives.size() == 1 ? "" : objective.output() + "/";
      Tensor truth = units.restore(target, part.targets().get(target));
      Tensor predicted = units.restore(target, outputs.get(objective.output()));
      add(errors, prefix + "original", truth, predicted, part.sampleWeights());
      units
          .baselines(target)
          .forEach(
              (name, values) -> add(errors, prefix + name, truth, values, part.sampleWeights()));
    }
    return errors;
  }

  private static void add(
      Map<String, Double> into,
      String name,
      Tensor truth,
      Tensor predicted,
      Optional<Tensor> weights) {
    double squares = 0;
    double sizes = 0;
    double total = 0;
    int columns = truth.size() / truth.shape().size(0);
    for (int i = 0; i < truth.size(); i++) {
      int example = i / columns;
      double weight = weights.map(each -> each.get(example)).orElse(1.0);
      double error = truth.get(i) - predicted.get(i);
      squares += weight * error * error;
      sizes += weight * Math.abs(error);
      total += weight;
    }
    into.put(name + "_rmse", Math.sqrt(squares / total));
    into.put(name + "_mae", sizes / total);
  }
}
