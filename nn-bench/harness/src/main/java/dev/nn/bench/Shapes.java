package dev.nn.bench;

import java.util.List;
import java.util.stream.Collectors;

/** Shapes as lists. */
public final class Shapes {

  private Shapes() {}

  /** The number of elements. */
  public static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** The last axis. */
  public static int last(List<Integer> shape) {
    return shape.get(shape.size() - 1);
  }

  /** The shape with another last axis. */
  static List<Integer> withLast(List<Integer> shape, int last) {
    List<Integer> changed = new java.util.ArrayList<>(shape);
    changed.set(shape.size() - 1, last);
    return List.copyOf(changed);
  }

  static String text(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
  }
}
