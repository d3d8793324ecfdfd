package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.core.constraints.MaxNorm;
import dev.nn.core.constraints.NonNegative;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.optimizers.Sgd;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constraints, which hold after each step. */
class ConstrainedTrainingTest extends SmallTraining {
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
