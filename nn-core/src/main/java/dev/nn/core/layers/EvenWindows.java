package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Gather;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * So many windows along an axis that they cover it evenly: of n entries, window i of m sees those
 * from ⌊i·n/m⌋ up to, not including, ⌈(i + 1)·n/m⌉.
 *
 * @param entries n
 * @param windows m
 */
record EvenWindows(int entries, int windows) {
  /** First entry that window i sees. */
  int from(int i) {
    return (int) ((long) i * entries / windows);
  }

  /** First entry behind those that window i sees. */
  int to(int i) {
    return (int) (((long) (i + 1) * entries + windows - 1) / windows);
  }

  /** Greatest of each window of x [batch, channels, spatial...]; the first one has the gradient. */
  static Value max(Value x, List<Integer> sizes) {
    List<Integer> spatial = Windows.spatial(x);
    List<EvenWindows> axes = new ArrayList<>();
    for (int axis = 0; axis < sizes.size(); axis++) {
      axes.add(new EvenWindows(spatial.get(axis), sizes.get(axis)));
    }
    List<Integer> widths = axes.stream().map(EvenWindows::width).toList();
    boolean apart = axes.stream().allMatch(axis -> axis.entries % axis.windows == 0);
    Value side = apart ? x : sideBySide(x, axes);
    List<Integer> none = Collections.nCopies(sizes.size(), 0);
    List<Integer> ones = Collections.nCopies(sizes.size(), 1);
    WindowGeometry geometry = new WindowGeometry(widths, none, none, ones);
    return x.builder().emit(new MaxPool(geometry, widths), List.of(side)).get(0);
  }

  /** What the windows see, one after the other, each as wide as the widest. */
  private static Value sideBySide(Value x, List<EvenWindows> axes) {
    int[] places = {0};
    List<Integer> sizes = new ArrayList<>();
    for (EvenWindows axis : axes) {
      places = axis.seen(places);
      sizes.add(axis.windows * axis.width());
    }
    Shape outer = x.shape().subshape(0, 2);
    int plane = x.shape().elements() / outer.elements();
    Value indices = x.builder().constant(Tensor.of(Shape.of(places.length), places));
    return x.builder()
        .emit(new Gather(), x.reshape(outer.elements(), plane).transpose(1, 0), indices)
        .transpose(1, 0)
        .reshape(outer.concat(Shape.of(sizes)));
  }

  /** Entries of the widest window. */
  private int width() {
    int width = 0;
    for (int i = 0; i < windows; i++) {
      width = Math.max(width, to(i) - from(i));
    }
    return width;
  }

  /**
   * Places in a plane, row-major: for each place of the axes before, what all windows see of this
   * axis. A narrower window sees its last entry again, which changes neither the greatest nor which
   * is the first of equals.
   */
  private int[] seen(int[] before) {
    int width = width();
    int[] places = new int[before.length * windows * width];
    int next = 0;
    for (int place : before) {
      for (int i = 0; i < windows; i++) {
        for (int j = 0; j < width; j++) {
          places[next++] = place * entries + Math.min(from(i) + j, to(i) - 1);
        }
      }
    }
    return places;
  }
}
