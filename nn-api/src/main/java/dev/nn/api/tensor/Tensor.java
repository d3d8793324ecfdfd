package dev.nn.api.tensor;

import java.util.Arrays;

/**
 * A tensor in the Java heap: how data enter and leave a backend. Row-major. The arrays handed in
 * and out are not copied; whoever shares one must not change it.
 */
public final class Tensor {
  private final TensorType type;
  private final Object values;

  private Tensor(TensorType type, Object values, int length) {
    if (length != type.shape().elements()) {
      throw new ShapeException(length + " values do not fill shape " + type.shape());
    }
    this.type = type;
    this.values = values;
  }

  /** A float32 tensor over {@code values}, not copied. */
  public static Tensor of(Shape shape, float... values) {
    return new Tensor(new TensorType(DataType.FLOAT32, shape), values, values.length);
  }

  /** A float64 tensor over {@code values}, not copied. */
  public static Tensor of(Shape shape, double... values) {
    return new Tensor(new TensorType(DataType.FLOAT64, shape), values, values.length);
  }

  /** An int32 tensor over {@code values}, not copied. */
  public static Tensor of(Shape shape, int... values) {
    return new Tensor(new TensorType(DataType.INT32, shape), values, values.length);
  }

  /** A bool tensor over {@code values}, not copied. */
  public static Tensor of(Shape shape, boolean... values) {
    return new Tensor(new TensorType(DataType.BOOL, shape), values, values.length);
  }

  /** A new tensor of zeros (or {@code false}). */
  public static Tensor zeros(TensorType type) {
    int n = type.shape().elements();
    return switch (type.dtype()) {
      case FLOAT32 -> of(type.shape(), new float[n]);
      case FLOAT64 -> of(type.shape(), new double[n]);
      case INT32 -> of(type.shape(), new int[n]);
      case BOOL -> of(type.shape(), new boolean[n]);
    };
  }

  /**
   * A tensor of any type from doubles: rounded to float32, truncated to int32, or compared with
   * zero.
   */
  public static Tensor of(TensorType type, double... values) {
    return of(type.shape(), values).cast(type.dtype());
  }

  /** A scalar of the given type. */
  public static Tensor scalar(DataType dtype, double value) {
    return of(new TensorType(dtype, Shape.SCALAR), value);
  }

  /** Element type and shape. */
  public TensorType type() {
    return type;
  }

  /** The shape. */
  public Shape shape() {
    return type.shape();
  }

  /** The element type. */
  public DataType dtype() {
    return type.dtype();
  }

  /** Number of elements. */
  public int size() {
    return type.shape().elements();
  }

  /**
   * The backing array.
   *
   * @throws ClassCastException if this is not float32
   */
  public float[] floats() {
    return (float[]) values;
  }

  /**
   * The backing array.
   *
   * @throws ClassCastException if this is not float64
   */
  public double[] doubles() {
    return (double[]) values;
  }

  /**
   * The backing array.
   *
   * @throws ClassCastException if this is not int32
   */
  public int[] ints() {
    return (int[]) values;
  }

  /**
   * The backing array.
   *
   * @throws ClassCastException if this is not bool
   */
  public boolean[] booleans() {
    return (boolean[]) values;
  }

  /** The backing array: {@code float[]}, {@code double[]}, {@code int[]} or {@code boolean[]}. */
  public Object array() {
    return values;
  }

  /** The element at a flat row-major index, as a double; {@code true} is 1. */
  public double get(int index) {
    return switch (type.dtype()) {
      case FLOAT32 -> floats()[index];
      case FLOAT64 -> doubles()[index];
      case INT32 -> ints()[index];
      case BOOL -> booleans()[index] ? 1 : 0;
    };
  }

  /** The only element of a tensor of one element, as a double. */
  public double item() {
    if (size() != 1) {
      throw new ShapeException("a tensor of shape " + shape() + " is not a single number");
    }
    return get(0);
  }

  /** All elements as doubles, a new array. */
  public double[] toDoubles() {
    double[] copy = new double[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = get(i);
    }
    return copy;
  }

  /** This tensor with elements of another type; itself if the type is the same. */
  public Tensor cast(DataType dtype) {
    if (dtype == type.dtype()) {
      return this;
    }
    int n = size();
    switch (dtype) {
      case FLOAT32 -> {
        float[] cast = new float[n];
        for (int i = 0; i < n; i++) {
          cast[i] = (float) get(i);
        }
        return of(shape(), cast);
      }
      case FLOAT64 -> {
        return of(shape(), toDoubles());
      }
      case INT32 -> {
        int[] cast = new int[n];
        for (int i = 0; i < n; i++) {
          cast[i] = (int) get(i);
        }
        return of(shape(), cast);
      }
      case BOOL -> {
        boolean[] cast = new boolean[n];
        for (int i = 0; i < n; i++) {
          cast[i] = get(i) != 0;
        }
        return of(shape(), cast);
      }
    }
    throw new AssertionError(dtype);
  }

  /** The same values under another shape with as many elements. */
  public Tensor reshape(Shape shape) {
    return new Tensor(type.withShape(shape), values, size());
  }

  /** A copy of {@code count} entries of the first axis, beginning with {@code from}. */
  public Tensor rows(int from, int count) {
    int row = shape().withoutBatch().elements();
    int start = from * row;
    int end = start + count * row;
    Shape part = shape().with(0, count);
    return switch (type.dtype()) {
      case FLOAT32 -> of(part, Arrays.copyOfRange(floats(), start, end));
      case FLOAT64 -> of(part, Arrays.copyOfRange(doubles(), start, end));
      case INT32 -> of(part, Arrays.copyOfRange(ints(), start, end));
      case BOOL -> of(part, Arrays.copyOfRange(booleans(), start, end));
    };
  }

  /** A copy of the given entries of the first axis, in the given order. */
  public Tensor rows(int... indices) {
    Tensor picked = zeros(type.withShape(shape().with(0, indices.length)));
    int row = shape().withoutBatch().elements();
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * row, picked.values, i * row, row);
    }
    return picked;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Tensor tensor) || !type.equals(tensor.type)) {
      return false;
    }
    return switch (type.dtype()) {
      case FLOAT32 -> Arrays.equals(floats(), tensor.floats());
      case FLOAT64 -> Arrays.equals(doubles(), tensor.doubles());
      case INT32 -> Arrays.equals(ints(), tensor.ints());
      case BOOL -> Arrays.equals(booleans(), tensor.booleans());
    };
  }

  @Override
  public int hashCode() {
    int content =
        switch (type.dtype()) {
          case FLOAT32 -> Arrays.hashCode(floats());
          case FLOAT64 -> Arrays.hashCode(doubles());
          case INT32 -> Arrays.hashCode(ints());
          case BOOL -> Arrays.hashCode(booleans());
        };
    return 31 * type.hashCode() + content;
  }

  /** The type and up to eight values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type.toString()).append(" {");
    for (int i = 0; i < Math.min(8, size()); i++) {
      text.append(i == 0 ? "" : ", ").append(get(i));
    }
    return text.append(size() > 8 ? ", …}" : "}").toString();
  }
}
