package dev.nn.reference;

import dev.nn.api.tensor.TensorType;
import java.nio.ByteBuffer;

/**
 * A buffer's elements as numbers: read as float64 whatever their type, rounded when stored. Truth
 * values are 0 and 1. Two windows may show the same bytes.
 */
abstract class Window {
  private final TensorType type;
  private final int size;
  final ByteBuffer bytes;

  private Window(TensorType type, ByteBuffer bytes) {
    this.type = type;
    this.size = type.shape().elements();
    this.bytes = bytes;
  }

  /** A window that fills {@code bytes}. */
  static Window over(TensorType type, ByteBuffer bytes) {
    return switch (type.dtype()) {
      case FLOAT32 -> new Float32(type, bytes);
      case FLOAT64 -> new Float64(type, bytes);
      case INT32 -> new Int32(type, bytes);
      case BOOL -> new Bool(type, bytes);
    };
  }

  /** What it holds. */
  TensorType type() {
    return type;
  }

  /** Number of elements. */
  int size() {
    return size;
  }

  /** The element at a flat, row-major index. */
  abstract double get(int index);

  /** Stores an element: rounded to float32, truncated to int32, compared with 0 for bool. */
  abstract void set(int index, double value);

  private static final class Float32 extends Window {
    Float32(TensorType type, ByteBuffer bytes) {
      super(type, bytes);
    }

    @Override
    double get(int index) {
      return bytes.getFloat(4 * index);
    }

    @Override
    void set(int index, double value) {
      bytes.putFloat(4 * index, (float) value);
    }
  }

  private static final class Float64 extends Window {
    Float64(TensorType type, ByteBuffer bytes) {
      super(type, bytes);
    }

    @Override
    double get(int index) {
      return bytes.getDouble(8 * index);
    }

    @Override
    void set(int index, double value) {
      bytes.putDouble(8 * index, value);
    }
  }

  private static final class Int32 extends Window {
    Int32(TensorType type, ByteBuffer bytes) {
      super(type, bytes);
    }

    @Override
    double get(int index) {
      return bytes.getInt(4 * index);
    }

    @Override
    void set(int index, double value) {
      bytes.putInt(4 * index, (int) value);
    }
  }

  private static final class Bool extends Window {
    Bool(TensorType type, ByteBuffer bytes) {
      super(type, bytes);
    }

    @Override
    double get(int index) {
      return bytes.get(index) != 0 ? 1 : 0;
    }

    @Override
    void set(int index, double value) {
      bytes.put(index, (byte) (value != 0 ? 1 : 0));
    }
  }
}
