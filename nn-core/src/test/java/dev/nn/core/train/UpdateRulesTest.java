package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Constraint;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.activations.Tanh;
import dev.nn.core.constraints.MaxNorm;
import dev.nn.core.constraints.NonNegative;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.optimizers.Sgd;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is common to all optimizers, on a small network. */
class UpdateRulesTest {
  private static final Dataset DATA =
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

  private static Network network(Dense hidden) {
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT64, Shape.of(2)))),
        List.of(
            new Network.Node("hidden", hidden, List.of("input"), true),
            new Network.Node("out", Dense.of(1), List.of("hidden"), true)),
        List.of("out"));
  }

  private static Dense constrained(Constraint kernel, Constraint bias) {
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

  private Trainer trainer(Optimizer optimizer, Network network) {
    return new Trainer(
        network,
        List.of(new Objective("out", "output", MeanSquaredError.of(), 1, Map.of())),
        optimizer,
        new TrainingOptions(1, 4, false, 5),
        DataType.FLOAT64,
        backend,
        DATA);
  }

  private static double[] weights(Trainer trainer, String name) {
    return trainer.model().weights().values().get(name).toDoubles();
  }

  @Test
  void constraintsHoldAfterEachStepAndOnlyWhereTheyAreAskedFor() {
    Network network = network(constrained(new MaxNorm(0.3, List.of(0)), new NonNegative()));
    try (Trainer trainer = trainer(Sgd.of(0.1), network);
        Trainer free = trainer(Sgd.of(0.1), network(constrained(null, null)))) {
      trainer.trainOnBatch(DATA, 1);
      free.trainOnBatch(DATA, 1);
      double[] kernel = weights(trainer, "hidden/kernel");
      double[] wild = weights(free, "hidden/kernel");
      for (int unit = 0; unit < 3; unit++) {
        double norm = Math.hypot(wild[unit], wild[unit + 3]);
        double factor = Math.min(norm, 0.3) / (norm + 1e-7);
        assertEquals(wild[unit] * factor, kernel[unit], 1e-12);
        assertEquals(wild[unit + 3] * factor, kernel[unit + 3], 1e-12);
      }
      double[] bias = weights(free, "hidden/bias");
      assertTrue(Arrays.stream(bias).anyMatch(b -> b < 0), "so that there is something to do");
      double[] positive = Arrays.stream(bias).map(b -> Math.max(b, 0)).toArray();
      assertEquals(Arrays.toString(positive), Arrays.toString(weights(trainer, "hidden/bias")));
      assertEquals(
          Arrays.toString(weights(free, "out/kernel")),
          Arrays.toString(weights(trainer, "out/kernel")));
    }
  }

  @Test
  void aConstraintThatDoesNotFitItsParameterIsTheLayersFault() {
    Network network = network(constrained(new MaxNorm(1, List.of(2)), null));
    NetworkException fault =
        assertThrows(NetworkException.class, () -> trainer(Sgd.of(0.1), network));
    assertEquals("hidden", fault.layer());
    assertTrue(fault.getMessage().contains("axis 2"), fault.getMessage());
  }
}
