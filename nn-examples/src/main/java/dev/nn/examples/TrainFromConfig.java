package dev.nn.examples;

import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import java.nio.file.Path;

/**
 * Trains what a config describes and prints how good it is on the test part.
 *
 * <pre>
 * mvn -q -pl nn-examples -am compile exec:java -Dexec.mainClass=dev.nn.examples.TrainFromConfig
 * </pre>
 */
public final class TrainFromConfig {
  private TrainFromConfig() {}

  /** Takes a config's path; without one, trains on iris. */
  public static void main(String[] args) {
    Path config = Path.of(args.length > 0 ? args[0] : "configs/iris.yaml");
    Experiment experiment = ExperimentLoader.create().load(config);
    try (Session session = Session.open(experiment)) {
      System.out.println("trained: " + session.train().steps() + " steps");
      session.test().ifPresent(result -> System.out.println("test: " + result.logs()));
    }
  }
}
