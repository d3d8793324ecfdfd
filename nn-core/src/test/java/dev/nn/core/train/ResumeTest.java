package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Callback;
import dev.nn.api.train.CallbackState;
import dev.nn.api.train.Training;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.callbacks.EarlyStopping;
import dev.nn.core.callbacks.MonitorMode;
import dev.nn.core.callbacks.ReduceLrOnPlateau;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.model.ModelFileException;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Adam;
import dev.nn.reference.ReferenceBackendProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was interrupted and goes on ends, bit for bit, like one that was not. */
class ResumeTest {
  private static final int EPOCHS = 14;
  private static final int STEPS = 5;
  private static final Dataset TRAIN = examples(20, 1);
  private static final Dataset VALIDATION = examples(10, 2);

  /** All of their numbers matter within the epochs of the test; see the first test. */
  private static final List<Callback> CALLBACKS =
      List.of(
          new ReduceLrOnPlateau("val_loss", 0.5, 2, MonitorMode.AUTO, 1e-3, 1, 0),
          new EarlyStopping("val_loss", 0, 4, MonitorMode.AUTO, Optional.empty(), true, 0));

  @TempDir Path dir;
  private Backend backend;

  @BeforeEach
  void open() {
    backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  @AfterEach
  void close() {
    backend.close();
  }

  /** What two runs are compared by. */
  private record Outcome(
      Weights variables, Weights weights, int epochs, long steps, Optional<String> stopped) {}

  private final List<TrainingState> states = new ArrayList<>();
  private final List<Map<String, Double>> history = new ArrayList<>();

  private Outcome run(int epochs, Optional<TrainingState> from, Callback... more) {
    Objective objective =
        new Objective("class", "output", SparseCategoricalCrossentropy.of(), 1, Map.of());
    TrainingOptions options = new TrainingOptions(epochs, 4, true, 7);
    try (Trainer trainer =
        new Trainer(
            network(),
            List.of(objective),
            Adam.of(0.05),
            options,
            DataType.FLOAT32,
            backend,
            TRAIN)) {
      List<Callback> callbacks = Stream.concat(CALLBACKS.stream(), Arrays.stream(more)).toList();
      states.clear();
      TrainingResult result =
          trainer.fit(TRAIN, Optional.of(VALIDATION), callbacks, from, states::add);
      history.clear();
      history.addAll(result.history());
      return new Outcome(
          trainer.model().everything(),
          trainer.model().weights(),
          result.epochs(),
          result.steps(),
          result.stopped());
    }
  }

  private static Network network() {
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT32, Shape.of(2)))),
        List.of(
            new Network.Node("hidden", Dense.of(8, new Tanh()), List.of("input"), true),
            new Network.Node("dropout", Dropout.of(0.2), List.of("hidden"), true),
            new Network.Node("class", Dense.of(2, new Softmax(-1)), List.of("dropout"), true)),
        List.of("class"));
  }

  /** Half of the labels are noise, so that validation soon no longer gets better. */
  private static Dataset examples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[count * 2];
    int[] y = new int[count];
    for (int i = 0; i < count; i++) {
      x[2 * i] = (float) random.nextDouble(-1, 1);
      x[2 * i + 1] = (float) random.nextDouble(-1, 1);
      y[i] = random.nextBoolean() ? random.nextInt(2) : x[2 * i] > 0 ? 1 : 0;
    }
    return Dataset.of(Tensor.of(Shape.of(count, 2), x), Tensor.of(Shape.of(count), y));
  }

  private TrainingState throughAFile(TrainingState state) {
    Path file = dir.resolve("state.safetensors");
    try {
      TrainingStateFile.write(file, state);
      TrainingState read = TrainingStateFile.read(file);
      assertEquals(state, read);
      return read;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Callback stoppingAt(long step) {
    return new Callback() {
      @Override
      public void onStepEnd(Training training) {
        if (training.step() == step) {
          training.stop("interrupted");
        }
      }
    };
  }

  @Test
  void theRunIsOneInWhichEveryCallbackActs() {
    Outcome whole = run(EPOCHS, Optional.empty());
    assertTrue(whole.epochs() < EPOCHS && whole.epochs() > 5, "early stopping: " + whole.epochs());
    assertTrue(whole.stopped().isPresent());
    assertTrue(states.get(whole.epochs()).rateFactor() < 0.5, "more than one lowering of the rate");
  }

  @Test
  void goingOnAfterAnyEpochEndsLikeTheWholeRun() {
    Outcome whole = run(EPOCHS, Optional.empty());
    List<Map<String, Double>> epochs = List.copyOf(history);
    for (TrainingState state : List.copyOf(states)) {
      Outcome resumed = run(EPOCHS, Optional.of(throughAFile(state)));
      assertEquals(whole, resumed, "after epoch " + state.epochs());
      assertEquals(epochs.subList(state.epochs(), epochs.size()), history);
    }
  }

  @Test
  void anInterruptionWithinAnEpochCostsNoMoreThanThatEpoch() {
    Outcome whole = run(EPOCHS, Optional.empty());
    for (long step : new long[] {1, 2, STEPS, STEPS + 3, 4 * STEPS}) {
      run(EPOCHS, Optional.empty(), stoppingAt(step));
      TrainingState last = states.get(states.size() - 1);
      assertEquals((step - 1) / STEPS, last.epochs(), "step " + step);
      assertEquals(Optional.empty(), last.stopped());
      assertEquals(whole, run(EPOCHS, Optional.of(throughAFile(last))), "step " + step);
    }
  }

  @Test
  void aFinishedRunGoesOnWithMoreEpochs() {
    Outcome whole = run(EPOCHS, Optional.empty());
    run(4, Optional.empty());
    assertEquals(whole, run(EPOCHS, Optional.of(states.get(4))));
  }

  @Test
  void oneInterruptionMayFollowAnother() {
    Outcome whole = run(EPOCHS, Optional.empty());
    run(2, Optional.empty());
    run(5, Optional.of(states.get(2)));
    assertEquals(whole, run(EPOCHS, Optional.of(states.get(3))));
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() {
    TrainingState other =
        new TrainingState(
            1,
            1,
            Optional.empty(),
            new Weights(Map.of("x", Tensor.of(Shape.of(1), 1f))),
            List.of());
    assertThrows(IllegalArgumentException.class, () -> run(EPOCHS, Optional.of(other)));
  }

  @Test
  void aStateOfOtherCallbacksIsRefused() {
    run(2, Optional.empty());
    TrainingState state = states.get(2);
    TrainingState fewer =
        new TrainingState(
            2, 1, Optional.empty(), state.variables(), state.callbacks().subList(0, 1));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> run(EPOCHS, Optional.of(fewer)));
    assertEquals("2 callbacks remember something, but the state is that of 1", e.getMessage());
  }

  @Test
  void aFileThatIsDamagedAnywhereIsRefused() throws IOException {
    run(1, Optional.empty());
    Path file = dir.resolve("state.safetensors");
    TrainingStateFile.write(file, states.get(1));
    byte[] sound = Files.readAllBytes(file);
    for (int at = 0; at < sound.length; at += 7) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      assertThrows(ModelFileException.class, () -> TrainingStateFile.read(file), "byte " + at);
    }
    for (int length = 0; length < sound.length; length += 97) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertThrows(ModelFileException.class, () -> TrainingStateFile.read(file));
    }
  }

  @Test
  void numbersThatAreNotFiniteSurviveTheFile() {
    Map<String, Double> numbers =
        Map.of("worst", Double.POSITIVE_INFINITY, "none", Double.NaN, "tiny", Double.MIN_VALUE);
    TrainingState state =
        new TrainingState(
            0,
            0.1,
            Optional.of("val_loss was best (0.1 → ½)"),
            new Weights(Map.of("x", Tensor.of(Shape.of(2), 1f, Float.NaN))),
            List.of(CallbackState.of(numbers), CallbackState.of(Map.of("a", 0.1))));
    throughAFile(state);
  }
}
