package dev.nn.api.data;

import java.nio.file.Path;

/**
 * What a source needs to know besides its own keys.
 *
 * @param base the folder that relative paths start from: the config file's own
 * @param seed decides synthetic samples, shuffling before a split and nothing else
 * @param targetKind how the loss looks at the target
 */
public record DataRequest(Path base, long seed, TargetKind targetKind) {
  /** How a target is encoded. */
  public enum TargetKind {
    /** int32 class index {@code [examples]}: distinct values, sorted, numbers or text alike. */
    CLASS_INDEX,
    /** float32 one-hot rows {@code [examples, classes]}. */
    ONE_HOT,
    /** float32 0 or 1, {@code [examples, 1]}: exactly two distinct values, the greater is 1. */
    BINARY,
    /** float32 values {@code [examples, columns]}. */
    VALUE
  }
}
