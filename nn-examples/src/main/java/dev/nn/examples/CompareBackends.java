package dev.nn.examples;

import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trains the same network on two backends: the same first weights, the same batches, the same
 * losses to rounding.
 */
public final class CompareBackends {
  private CompareBackends() {}

  /** Takes a config's path; without one, trains on iris. */
  public static void main(String[] args) {
    Path config = Path.of(args.length > 0 ? args[0] : "configs/iris.yaml");
    List<Double> reference = losses(config, "reference");
    List<Double> nd4j = losses(config, "nd4j");
    System.out.println("epoch  reference     nd4j          difference");
    for (int i = 0; i < reference.size(); i += Math.max(1, reference.size() / 10)) {
      double difference = Math.abs(reference.get(i) - nd4j.get(i));
      System.out.printf(
          Locale.ROOT,
          "%5d  %.9f   %.9f   %.1e%n",
          i + 1,
          reference.get(i),
          nd4j.get(i),
          difference);
    }
  }

  /** The loss of every epoch. */
  static List<Double> losses(Path config, String backend) {
    Experiment experiment =
        ExperimentLoader.create().load(config, List.of("backend=" + backend, "train.epochs=20"));
    List<Double> losses = new ArrayList<>();
    try (Session session = Session.open(experiment)) {
      session.train(
          new Callback() {
            @Override
            public void onEpochEnd(Training training) {
              losses.add(training.loss());
            }
          });
    }
    return losses;
  }
}
