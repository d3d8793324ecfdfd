package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Class numbers as the loss wants to see them. */
final class ClassTargets {
  private ClassTargets() {}

  /** Encodes {@code numbers}, each below {@code classes}, as {@link TargetKind} describes. */
  static Tensor encode(TargetKind kind, int[] numbers, int classes) {
    int n = numbers.length;
    return switch (kind) {
      case CLASS_INDEX -> Tensor.of(Shape.of(n), numbers);
      case ONE_HOT -> {
        float[] rows = new float[n * classes];
        for (int i = 0; i < n; i++) {
          rows[i * classes + numbers[i]] = 1;
        }
        yield Tensor.of(Shape.of(n, classes), rows);
      }
      case BINARY, VALUE -> Tensor.of(Shape.of(n, 1), floats(numbers));
    };
  }

  private static float[] floats(int[] numbers) {
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[i];
    }
    return values;
  }

  /**
   * @param key the config key to name in the message
   * @throws DataException if there are fewer than two classes, or a binary loss sees other than two
   */
  static void checkCount(TargetKind kind, List<String> classes, String key) {
    if (kind == TargetKind.BINARY && classes.size() != 2) {
      throw DataException.inKey(
          key,
          "a binary loss needs exactly 2 different target values, found %d: %s%s"
              .formatted(
                  classes.size(),
                  Listing.of(classes),
                  classes.size() > 2 ? "; use sparse_categorical_crossentropy" : ""));
    }
    if (classes.size() < 2) {
      throw DataException.inKey(
          key,
          "classification needs at least 2 different target values, found only "
              + Listing.of(classes));
    }
  }

  /**
   * @param classOf class number of every example
   * @throws DataException if a class that occurs has no training example, as nothing could be
   *     learned about it
   */
  static void checkTrained(Parts parts, int[] classOf, List<String> classes) {
    checkTrained(parts, classOf, classes, "set split.stratify: true");
  }

  /**
   * As above.
   *
   * @param wayOut what gives each class an example to learn from
   */
  static void checkTrained(Parts parts, int[] classOf, List<String> classes, String wayOut) {
    boolean[] trained = new boolean[classes.size()];
    Arrays.stream(parts.train()).forEach(example -> trained[classOf[example]] = true);
    List<String> untrained =
        Arrays.stream(classOf)
            .distinct()
            .filter(number -> !trained[number])
            .sorted()
            .mapToObj(classes::get)
            .toList();
    if (!untrained.isEmpty()) {
      throw DataException.inKey(
          "split",
          "no training example is of class "
              + Listing.of(untrained)
              + "; "
              + wayOut
              + ", or remove the examples of this class");
    }
  }
}
