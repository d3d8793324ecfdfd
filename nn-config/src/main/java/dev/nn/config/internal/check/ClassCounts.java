package dev.nn.config.internal.check;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Tensor;

/** How many examples there are of each class. */
public final class ClassCounts {
  private ClassCounts() {}

  /**
   * In the order of the classes; examples of none of them are not counted.
   *
   * @param kind how the target is encoded, not {@code VALUE}
   * @param target of all examples
   * @param classes how many classes there are
   */
  public static double[] of(TargetKind kind, Tensor target, int classes) {
    double[] counts = new double[classes];
    int width = kind == TargetKind.ONE_HOT ? target.shape().size(-1) : 1;
    for (int row = 0; row < target.size() / width; row++) {
      int k = kind == TargetKind.ONE_HOT ? greatest(target, row, width) : (int) target.get(row);
      if (k >= 0 && k < classes) {
        counts[k]++;
      }
    }
    return counts;
  }

  private static int greatest(Tensor target, int row, int width) {
    int greatest = 0;
    for (int i = 1; i < width; i++) {
      if (target.get(row * width + i) > target.get(row * width + greatest)) {
        greatest = i;
      }
    }
    return greatest;
  }
}
