package dev.nn.cli;

import dev.nn.api.data.Dataset;
import dev.nn.api.data.OriginalUnits;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.Session;
import dev.nn.core.train.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Errors in the units of the data, where targets were transformed or scaled: RMSE = √(Σ(y − ŷ)²/n)
 * and MAE = Σ|y − ŷ|/n of the model, and of simple rules that it is to be better than.
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
      String prefix = objectives.size() == 1 ? "" : objective.output() + "/";
      Tensor truth = units.restore(target, part.targets().get(target));
      Tensor predicted = units.restore(target, outputs.get(objective.output()));
      add(errors, prefix + "original", truth, predicted);
      units.baselines(target).forEach((name, values) -> add(errors, prefix + name, truth, values));
    }
    return errors;
  }

  private static void add(Map<String, Double> into, String name, Tensor truth, Tensor predicted) {
    double squares = 0;
    double sizes = 0;
    for (int i = 0; i < truth.size(); i++) {
      double error = truth.get(i) - predicted.get(i);
      squares += error * error;
      sizes += Math.abs(error);
    }
    into.put(name + "_rmse", Math.sqrt(squares / truth.size()));
    into.put(name + "_mae", sizes / truth.size());
  }
}
