package dev.nn.cli.diff;

import java.util.Optional;

/**
 * A value in which two configs differ.
 *
 * @param path as {@code --set} takes it, layers by their names: {@code model.layers.hidden.units}
 * @param left value of the first config: text, number, truth value, list or map; absent where only
 *     the second has the key
 * @param right value of the second config
 */
public record Difference(String path, Optional<Object> left, Optional<Object> right) {
  static Difference added(String path, Object right) {
    return new Difference(path, Optional.empty(), Optional.of(right));
  }

  static Difference removed(String path, Object left) {
    return new Difference(path, Optional.of(left), Optional.empty());
  }

  static Difference changed(String path, Object left, Object right) {
    return new Difference(path, Optional.of(left), Optional.of(right));
  }
}
