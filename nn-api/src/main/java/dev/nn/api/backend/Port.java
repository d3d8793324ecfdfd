package dev.nn.api.backend;

import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;

/**
 * A place where values enter or leave. The bulk methods convert between float32 and float64 where
 * the array's type differs from the port's; they allocate nothing.
 */
public interface Port {
  /** What it holds. */
  TensorType type();

  /**
   * Writes all elements from {@code source[from]} on.
   *
   * @throws IllegalArgumentException if the port is not floating or the source too short
   */
  void write(float[] source, int from);

  /** As {@link #write(float[], int)}. */
  void write(double[] source, int from);

  /** Writes all elements of an int32 port from {@code source[from]} on. */
  void write(int[] source, int from);

  /** Writes all elements of a bool port from {@code source[from]} on. */
  void write(boolean[] source, int from);

  /** Reads all elements of a floating port to {@code target[to]} on. */
  void read(float[] target, int to);

  /** As {@link #read(float[], int)}. */
  void read(double[] target, int to);

  /** Reads all elements of an int32 port to {@code target[to]} on. */
  void read(int[] target, int to);

  /** Reads all elements of a bool port to {@code target[to]} on. */
  void read(boolean[] target, int to);

  /** The first element of a floating port: the value of a scalar. */
  double item();

  /** Sets the first element of a floating port. */
  void item(double value);

  /** Writes a tensor of the port's shape; floating types are converted. */
  default void write(Tensor value) {
    if (!value.shape().equals(type().shape())) {
      throw new IllegalArgumentException("expected " + type() + ", got " + value.type());
    }
    switch (value.dtype()) {
      case FLOAT32 -> write(value.floats(), 0);
      case FLOAT64 -> write(value.doubles(), 0);
      case INT32 -> write(value.ints(), 0);
      case BOOL -> write(value.booleans(), 0);
    }
  }

  /** A copy of the value. */
  default Tensor read() {
    Tensor copy = Tensor.zeros(type());
    switch (type().dtype()) {
      case FLOAT32 -> read(copy.floats(), 0);
      case FLOAT64 -> read(copy.doubles(), 0);
      case INT32 -> read(copy.ints(), 0);
      case BOOL -> read(copy.booleans(), 0);
    }
    return copy;
  }
}
