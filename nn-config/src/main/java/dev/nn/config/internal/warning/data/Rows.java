package dev.nn.config.internal.warning.data;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** A tensor as one row of numbers for each example. */
final class Rows {
  private final Tensor tensor;
  private final float[] floats;
  private final int width;

  Rows(Tensor tensor) {
    this.tensor = tensor;
    // Nearly all are; asking a tensor for every number takes several times as long.
    this.floats = tensor.array() instanceof float[] values ? values : null;
    this.width = tensor.shape().withoutBatch().elements();
  }

  /** Inputs, then targets. */
  static List<Rows> of(Dataset dataset) {
    return Stream.concat(dataset.inputs().values().stream(), dataset.targets().values().stream())
        .map(Rows::new)
        .toList();
  }

  /** How many numbers an example has. */
  int width() {
    return width;
  }

  /** A hash of some neighbouring numbers of an example, added to another. */
  long hash(long hash, int row, int from, int to) {
    long mixed = hash;
    int start = row * width;
    for (int i = start + from; i < start + Math.min(width, to); i++) {
      mixed = mixed(mixed, i);
    }
    return mixed;
  }

  /** A hash of numbers spread over an example, added to another. */
  long spread(long hash, int row, int count) {
    // An odd step does not fall into step with the rows of a picture.
    int step = width <= count ? 1 : width / count | 1;
    long mixed = hash;
    for (int i = step / 2; i < width; i += step) {
      mixed = mixed(mixed, row * width + i);
    }
    return mixed;
  }

  private long mixed(long hash, int index) {
    double value = floats == null ? tensor.get(index) : floats[index];
    long mixed = (hash ^ Double.doubleToRawLongBits(value)) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }

  /** Whether an example here equals one elsewhere. */
  boolean equal(int row, Rows others, int other) {
    if (width != others.width) {
      return false;
    }
    for (int i = 0; i < width; i++) {
      if (tensor.get(row * width + i) != others.tensor.get(other * width + i)) {
        return false;
      }
    }
    return true;
  }
}
