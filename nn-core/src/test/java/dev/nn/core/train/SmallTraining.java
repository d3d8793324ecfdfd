package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Constraint;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.UpdateRules;
import dev.nn.core.activations.Tanh;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.schedules.Constant;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Trains a network of two layers on four examples; what the tests beside it have in common. */
abstract class SmallTraining {
  static final Dataset DATA =
      Dataset.of(
          Tensor.of(Shape.of(4, 2), 0.0, 0.5, -1, 1, 1, -0.5, 1, 1),
          Tensor.of(Shape.of(4, 1), 1.0, -2, 0.5, -1));

  private Backend backend;

  @BeforeEach
  void openBackend() {
    backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  @AfterEach
  void closeBackend() {
    backend.close();
  }

  static Network network(Dense hidden) {
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT64, Shape.of(2)))),
        List.of(
            new Network.Node("hidden", hidden, List.of("input"), true),
            new Network.Node("out", Dense.of(1), List.of("hidden"), true)),
        List.of("out"));
  }

  static Dense constrained(Constraint kernel, Constraint bias) {
    return new Dense(
        3,
        new Tanh(),
        true,
        new GlorotUniform(),
        new Zeros(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(kernel),
        Optional.ofNullable(bias));
  }

  Trainer trainer(Optimizer optimizer, Network network) {
    return trainer(optimizer, network, 1);
  }

  Trainer trainer(Optimizer optimizer, Network network, int epochs) {
    return new Trainer(
        network,
        List.of(new Objective("out", "output", MeanSquaredError.of(), 1, Map.of())),
        optimizer,
        new TrainingOptions(epochs, epochs == 1 ? 4 : 3, true, 5),
        DataType.FLOAT64,
        backend,
        DATA);
  }

  static double[] weights(Trainer trainer, String name) {
    return trainer.model().weights().values().get(name).toDoubles();
  }

  static UpdateRules ema(double memory, Integer overwrite) {
    return new UpdateRules(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        memory,
        Optional.ofNullable(overwrite),
        List.of(),
        Map.of());
  }

  static Adam adam(Double decay, UpdateRules rules) {
    return new Adam(new Constant(0.01), 0.9, 0.999, 1e-7, false, Optional.ofNullable(decay), rules);
  }

  static Network plain() {
    return network(constrained(null, null));
  }

  static Map<String, Tensor> run(Trainer trainer, int steps) {
    for (int step = 1; step <= steps; step++) {
      trainer.trainOnBatch(DATA, step);
    }
    return trainer.model().weights().values();
  }

  static void assertClose(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    expected.forEach(
        (name, value) ->
            assertArrayEquals(value.toDoubles(), actual.get(name).toDoubles(), 1e-12, name));
  }
}
