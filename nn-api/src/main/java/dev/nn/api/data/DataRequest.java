package dev.nn.api.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a source needs to know besides its own keys.
 *
 * @param base the folder that relative paths start from: the config file's own
 * @param seed decides synthetic samples, shuffling before a split and nothing else
 * @param targetKinds how the losses look at their targets, by target name; an output that names no
 *     target stands under its own name
 */
public record DataRequest(Path base, long seed, Map<String, TargetKind> targetKinds) {
  /** The name of the only target. */
  public static final String ONLY = "output";

  /** How a target is encoded. */
  public enum TargetKind {
    /** int32 class index {@code [examples]}: distinct values, sorted, numbers or text alike. */
    CLASS_INDEX,
    /** float32 one-hot rows {@code [examples, classes]}. */
    ONE_HOT,
    /** float32 0 or 1, {@code [examples, 1]}: exactly two distinct values, the greater is 1. */
    BINARY,
    /** float32 values {@code [examples, columns]}. */
    VALUE;

    /** For messages: {@code classes by their number}. */
    public String inWords() {
      return switch (this) {
        case CLASS_INDEX -> "classes by their number";
        case ONE_HOT -> "one-hot classes";
        case BINARY -> "0 or 1";
        case VALUE -> "numbers";
      };
    }
  }

  /** Copies the map, keeping its order. */
  public DataRequest {
    targetKinds = Collections.unmodifiableMap(new LinkedHashMap<>(targetKinds));
  }

  /** For a single target. */
  public DataRequest(Path base, long seed, TargetKind targetKind) {
    this(base, seed, Map.of(ONLY, targetKind));
  }

  /**
   * How the only target of a source is encoded.
   *
   * @throws DataException if the outputs want it in different ways
   */
  public TargetKind targetKind() {
    TreeSet<TargetKind> kinds = new TreeSet<>(targetKinds.values());
    if (kinds.size() != 1) {
      throw DataException.inKey(
          "target",
          "these data have one target, which the outputs read in different ways: %s; use losses of one kind, or data with a target for each output, such as a csv file with data.targets"
              .formatted(
                  targetKinds.entrySet().stream()
                      .map(
                          entry ->
                              "'%s' as %s".formatted(entry.getKey(), entry.getValue().inWords()))
                      .collect(Collectors.joining(", "))));
    }
    return kinds.first();
  }

  /**
   * How one of several targets is encoded. With one output and one target there is no doubt which
   * is meant.
   *
   * @param several whether the source has several targets
   * @throws DataException if no output reads it
   */
  public TargetKind targetKind(String name, boolean several) {
    if (targetKinds.containsKey(name)) {
      return targetKinds.get(name);
    }
    if (!several) {
      return targetKind();
    }
    throw DataException.inKey(
        "targets." + name,
        "no output of the model is trained on the target '%s'; name it by 'target' in model.outputs, or take it out; the outputs read: %s"
            .formatted(name, String.join(", ", targetKinds.keySet())));
  }
}
