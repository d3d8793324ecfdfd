package dev.nn.bench.nn;

import dev.nn.api.backend.Backend;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.Optimizer;
import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.schedules.Constant;
import dev.nn.core.train.Objective;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Training steps; the batch is copied into the model at every step. */
final class NnTraining implements Session {
  private final Trainer trainer;
  private final Dataset[] batches;
  private long steps;

  NnTraining(Workload workload, Problem problem, Network network, Backend backend) {
    batches = new Dataset[workload.batches()];
    for (int i = 0; i < batches.length; i++) {
      Tensor labels = Tensor.of(Shape.of(workload.batch()), problem.labels()[i]);
      batches[i] = Dataset.of(NnContender.inputs(workload, problem, i), labels);
    }
    Objective objective =
        new Objective(
            network.outputs().get(0), "output", SparseCategoricalCrossentropy.of(), 1, Map.of());
    trainer =
        new Trainer(
            network,
            List.of(objective),
            optimizer(workload),
            new TrainingOptions(1, workload.batch(), false, 1),
            DataType.FLOAT32,
            backend,
            batches[0]);
    trainer.model().restore(NnContender.weights(workload, problem));
  }

  private static Optimizer optimizer(Workload workload) {
    double rate = workload.learningRate();
    return switch (workload.optimizer()) {
      case SGD -> Sgd.of(rate);
      case MOMENTUM -> Sgd.of(rate, Workload.MOMENTUM);
      case ADAM ->
          new Adam(
              new Constant(rate), 0.9, 0.999, 1e-8, false, Optional.empty(), UpdateRules.NONE);
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
