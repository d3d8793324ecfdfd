package dev.nn.api.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's axes, outermost first; row-major. A scalar has rank 0. Sizes are concrete
 * and not negative; a zero size makes an empty tensor.
 */
public final class Shape {
  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /**
   * @throws ShapeException if a size is negative, or the number of elements exceeds 2³¹−1
   */
  public static Shape of(int... sizes) {
    long elements = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new ShapeException("negative size in shape " + Arrays.toString(sizes));
      }
      elements *= size;
      if (elements > Integer.MAX_VALUE) {
        throw new ShapeException(
            "shape " + Arrays.toString(sizes) + " has more than 2147483647 elements");
      }
    }
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /** As {@link #of(int...)}. */
  public static Shape of(List<Integer> sizes) {
    return of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** Size of an axis; negative axes count from the end. */
  public int size(int axis) {
    return sizes[axis(axis)];
  }

  /**
   * The axis as a number from 0; negative axes count from the end.
   *
   * @throws ShapeException if there is no such axis
   */
  public int axis(int axis) {
    int resolved = axis < 0 ? axis + sizes.length : axis;
    if (resolved < 0 || resolved >= sizes.length) {
      throw new ShapeException("axis " + axis + " does not exist in shape " + this);
    }
    return resolved;
  }

  /** Number of elements; 1 for a scalar. */
  public int elements() {
    int elements = 1;
    for (int size : sizes) {
      elements *= size;
    }
    return elements;
  }

  /** A copy of the sizes. */
  public int[] toArray() {
    return sizes.clone();
  }

  /** The sizes as an unmodifiable list. */
  public List<Integer> toList() {
    return Arrays.stream(sizes).boxed().toList();
  }

  /** Row-major strides, in elements. */
  public int[] strides() {
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= sizes[axis];
    }
    return strides;
  }

  /** This shape with another size in one place. */
  public Shape with(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return of(changed);
  }

  /** This shape without its first axis: what one example of a batch looks like. */
  public Shape withoutBatch() {
    return subshape(1, sizes.length);
  }

  /** A batch of values of this shape. */
  public Shape withBatch(int batch) {
    int[] batched = new int[sizes.length + 1];
    batched[0] = batch;
    System.arraycopy(sizes, 0, batched, 1, sizes.length);
    return of(batched);
  }

  /** The axes {@code from} (inclusive) to {@code to} (exclusive). */
  public Shape subshape(int from, int to) {
    return of(Arrays.copyOfRange(sizes, from, to));
  }

  /** This shape followed by the axes of another. */
  public Shape concat(Shape other) {
    int[] joined = Arrays.copyOf(sizes, sizes.length + other.sizes.length);
    System.arraycopy(other.sizes, 0, joined, sizes.length, other.sizes.length);
    return of(joined);
  }

  /**
   * The shape that results when two shapes are broadcast against each other as in NumPy: aligned at
   * the last axis, a size of 1 stretches.
   *
   * @throws ShapeException if they do not fit
   */
  public static Shape broadcast(Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    int[] result = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int a = i <= left.rank() ? left.size(-i) : 1;
      int b = i <= right.rank() ? right.size(-i) : 1;
      if (a != b && a != 1 && b != 1) {
        throw new ShapeException(
            "shapes "
                + left
                + " and "
                + right
                + " do not fit: axis "
                + -i
                + " has sizes "
                + a
                + " and "
                + b);
      }
      result[rank - i] = a == 1 ? b : a;
    }
    return of(result);
  }

  /** The axes of {@code target} along which this shape is stretched when broadcast to it. */
  public List<Integer> broadcastAxes(Shape target) {
    List<Integer> axes = new ArrayList<>();
    int missing = target.rank() - rank();
    for (int axis = 0; axis < target.rank(); axis++) {
      if (axis < missing || (sizes[axis - missing] == 1 && target.sizes[axis] != 1)) {
        axes.add(axis);
      }
    }
    return axes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Such as {@code [128, 64]}; a scalar is {@code []}. */
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
