package dev.nn.core.train;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.CallbackState;
import dev.nn.api.train.Training;
import dev.nn.core.model.ModelFileException;
import dev.nn.core.model.SafeTensors;
import dev.nn.core.model.Weights;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link TrainingState} as a safetensors file: variables under {@code variables/NAME}; of the
 * i-th callback {@code callbacks/i/numbers/NAME} and {@code callbacks/i/snapshots/NAME/VARIABLE};
 * and {@code run/…} for the rest, of which {@code run/sha256} tells damage.
 */
public final class TrainingStateFile {
  private static final String VARIABLES = "variables/";
  private static final String CALLBACKS = "callbacks/";
  private static final String NUMBERS = "numbers/";
  private static final String SNAPSHOTS = "snapshots/";
  private static final String EPOCHS = "run/epochs";
  private static final String RATE_FACTOR = "run/rate_factor";
  private static final String STOPPED = "run/stopped";
  private static final String CALLBACK_COUNT = "run/callbacks";
  private static final String SHA256 = "run/sha256";

  private TrainingStateFile() {}

  /**
   * Writes a file, completely or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, TrainingState state) throws IOException {
    Map<String, Tensor> values = new LinkedHashMap<>();
    values.put(EPOCHS, number(state.epochs()));
    values.put(RATE_FACTOR, number(state.rateFactor()));
    values.put(CALLBACK_COUNT, number(state.callbacks().size()));
    state.stopped().ifPresent(reason -> values.put(STOPPED, text(reason)));
    put(values, VARIABLES, state.variables());
    for (int i = 0; i < state.callbacks().size(); i++) {
      String prefix = CALLBACKS + i + "/";
      new TreeMap<>(state.callbacks().get(i).numbers())
          .forEach((name, value) -> values.put(prefix + NUMBERS + name, number(value)));
      new TreeMap<>(state.callbacks().get(i).snapshots())
          .forEach((name, each) -> put(values, prefix + SNAPSHOTS + name + "/", (Weights) each));
    }
    values.put(SHA256, SafeTensors.sha256(new Weights(values)));
    SafeTensors.write(file, new Weights(values));
  }

  /**
   * Reads a file and checks all of it.
   *
   * @throws ModelFileException if it is damaged or something else
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  public static TrainingState read(Path file) throws IOException {
    Map<String, Tensor> values;
    try {
      values = new LinkedHashMap<>(SafeTensors.read(file).values());
    } catch (EOFException e) {
      throw new ModelFileException(file, "damaged: " + e.getMessage(), e);
    }
    Tensor digest = values.remove(SHA256);
    if (digest == null) {
      throw new ModelFileException(file, "not a checkpoint of a training run");
    }
    if (!digest.equals(SafeTensors.sha256(new Weights(values)))) {
      throw new ModelFileException(
          file, "damaged: it is not what was written (its SHA-256 differs)");
    }
    List<CallbackState> callbacks = new ArrayList<>();
    for (int i = 0; i < values.get(CALLBACK_COUNT).item(); i++) {
      callbacks.add(callback(values, CALLBACKS + i + "/"));
    }
    return new TrainingState(
        (int) values.get(EPOCHS).item(),
        values.get(RATE_FACTOR).item(),
        Optional.ofNullable(values.get(STOPPED)).map(TrainingStateFile::text),
        new Weights(below(values, VARIABLES)),
        callbacks);
  }

  private static CallbackState callback(Map<String, Tensor> values, String prefix) {
    Map<String, Double> numbers = new HashMap<>();
    below(values, prefix + NUMBERS).forEach((name, value) -> numbers.put(name, value.item()));
    Map<String, Map<String, Tensor>> weights = new LinkedHashMap<>();
    below(values, prefix + SNAPSHOTS)
        .forEach(
            (path, value) -> {
              int at = path.indexOf('/');
              weights
                  .computeIfAbsent(path.substring(0, at), any -> new LinkedHashMap<>())
                  .put(path.substring(at + 1), value);
            });
    Map<String, Training.Snapshot> snapshots = new HashMap<>();
    weights.forEach((name, each) -> snapshots.put(name, new Weights(each)));
    return new CallbackState(numbers, snapshots);
  }

  private static void put(Map<String, Tensor> values, String prefix, Weights weights) {
    weights.values().forEach((name, value) -> values.put(prefix + name, value));
  }

  private static Map<String, Tensor> below(Map<String, Tensor> values, String prefix) {
    Map<String, Tensor> below = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return below;
  }

  private static Tensor number(double value) {
    return Tensor.of(Shape.of(), new double[] {value});
  }

  private static Tensor text(String text) {
    int[] points = text.codePoints().toArray();
    return Tensor.of(Shape.of(points.length), points);
  }

  private static String text(Tensor points) {
    return new String(points.ints(), 0, points.size());
  }
}
