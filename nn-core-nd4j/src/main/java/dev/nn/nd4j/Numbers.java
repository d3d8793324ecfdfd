package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * A buffer of any element type seen as doubles: for kernels off the fast path. An abstract class
 * with one subclass per type, so that a call costs about as much as the conversion.
 */
abstract class Numbers {
  /** An element; truth values are 0 and 1. */
  abstract double get(int index);

  /** Rounds to the element type and stores: to float32, towards zero to int32. */
  abstract void set(int index, double value);

  /** Elements side by side, from {@code from} on. */
  void get(int from, double[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] = get(from + i);
    }
  }

  /** Rounds and stores elements side by side, from {@code from} on. */
  void set(int from, double[] values, int n) {
    for (int i = 0; i < n; i++) {
      set(from + i, values[i]);
    }
  }

  static Numbers of(Buffer buffer, Regions regions) {
    return switch (buffer.type().dtype()) {
      case FLOAT32 -> new Floats(regions.floats(buffer));
      case FLOAT64 -> new Doubles(regions.doubles(buffer));
      case INT32 -> new Ints(regions.ints(buffer));
      case BOOL -> new Truths(regions.bytes(buffer));
    };
  }

  /** A value as it would be after being stored with this type. */
  static double rounded(double value, DataType dtype) {
    return switch (dtype) {
      case FLOAT32 -> (float) value;
      case FLOAT64 -> value;
      case INT32 -> (int) value;
      case BOOL -> value != 0 ? 1 : 0;
    };
  }

  private static final class Floats extends Numbers {
    private final FloatBuffer memory;

    Floats(FloatBuffer memory) {
      this.memory = memory;
    }

    @Override
    double get(int index) {
      return memory.get(index);
    }

    @Override
    void set(int index, double value) {
      memory.put(index, (float) value);
    }
  }

  private static final class Doubles extends Numbers {
    private final DoubleBuffer memory;

    Doubles(DoubleBuffer memory) {
      this.memory = memory;
    }

    @Override
    double get(int index) {
      return memory.get(index);
    }

    @Override
    void set(int index, double value) {
      memory.put(index, value);
    }

    @Override
    void get(int from, double[] to, int at, int n) {
      memory.get(from, to, at, n);
    }

    @Override
    void set(int from, double[] values, int n) {
      memory.put(from, values, 0, n);
    }
  }

  private static final class Ints extends Numbers {
    private final IntBuffer memory;

    Ints(IntBuffer memory) {
      this.memory = memory;
    }

    @Override
    double get(int index) {
      return memory.get(index);
    }

    @Override
    void set(int index, double value) {
      memory.put(index, (int) value);
    }
  }

  private static final class Truths extends Numbers {
    private final ByteBuffer memory;

    Truths(ByteBuffer memory) {
      this.memory = memory;
    }

    @Override
    double get(int index) {
      return memory.get(index) != 0 ? 1 : 0;
    }

    @Override
    void set(int index, double value) {
      memory.put(index, (byte) (value != 0 ? 1 : 0));
    }
  }
}
