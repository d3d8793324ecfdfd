package dev.nn.bench.nn;

import dev.nn.api.backend.Backend;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.train.Optimizer;
import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.network.Network;
import dev.nn.core.train.Objective;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import java.util.List;
import java.util.Map;

/** Training steps; the batch is copied into the model at every step. */
final class NnTraining implements Session {
  private final Trainer trainer;
  private final Dataset[] batches;
  private long steps;

  NnTraining(Workload workload, Problem problem, Backend backend) {
    NnNetwork numbers = new NnNetwork(workload, problem);
    Network network = numbers.network();
    batches = new Dataset[workload.batches()];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = Dataset.of(numbers.inputs(i), numbers.labels(i));
    }
    Objective objective =
        new Objective(
            network.outputs().get(0), "output", SparseCategoricalCrossentropy.of(), 1, Map.of());
    trainer =
        new Trainer(
            network,
            List.of(objective),
            numbers.make(Optimizer.class, optimizer(workload)),
            new TrainingOptions(1, workload.batch(), false, 1),
            DataType.FLOAT32,
            backend,
            batches[0]);
    trainer.model().restore(numbers.weights(trainer.model().layout()));
  }

  private static String optimizer(Workload workload) {
    double rate = workload.learningRate();
    return switch (workload.optimizer()) {
      case SGD -> "{type: sgd, learning_rate: %s}".formatted(rate);
      case MOMENTUM ->
          "{type: sgd, learning_rate: %s, momentum: %s}".formatted(rate, Workload.MOMENTUM);
      case ADAM ->
          "{type: adam, learning_rate: %s, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-8}"
              .formatted(rate);
      case NONE -> throw new IllegalArgumentException(workload + " is no training");
    };
  }

  @Override
  public void step() {
    trainer.trainOnBatch(batches[(int) (steps % batches.length)], ++steps);
  }

  @Override
  public double loss() {
    return trainer.evaluate(batches[0]).logs().get("loss");
  }

  @Override
  public void close() {
    trainer.close();
  }
}
