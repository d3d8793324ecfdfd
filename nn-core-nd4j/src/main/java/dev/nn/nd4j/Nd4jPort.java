package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Port;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.function.BooleanSupplier;

/** A window on native memory that copies and converts. */
final class Nd4jPort implements Port {
  private final TensorType type;
  private final int size;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final DoubleBuffer doubles;
  private final IntBuffer ints;
  private final BooleanSupplier closed;

  /**
   * Makes a window.
   *
   * @param closed tells when the memory is gone: touching it then would crash the process
   */
  Nd4jPort(Buffer buffer, Regions regions, BooleanSupplier closed) {
    type = buffer.type();
    size = type.shape().elements();
    bytes = regions.bytes(buffer);
    floats = bytes.asFloatBuffer();
    doubles = bytes.asDoubleBuffer();
    ints = bytes.asIntBuffer();
    this.closed = closed;
  }

  @Override
  public TensorType type() {
    return type;
  }

  @Override
  public void write(float[] source, int from) {
    requireFloating(source.length, from);
    if (type.dtype() == DataType.FLOAT32) {
      floats.put(0, source, from, size);
    } else {
      for (int i = 0; i < size; i++) {
        doubles.put(i, source[from + i]);
      }
    }
  }

  @Override
  public void write(double[] source, int from) {
    requireFloating(source.length, from);
    if (type.dtype() == DataType.FLOAT64) {
      doubles.put(0, source, from, size);
    } else {
      for (int i = 0; i < size; i++) {
        floats.put(i, (float) source[from + i]);
      }
    }
  }

  @Override
  public void write(int[] source, int from) {
    require(DataType.INT32, source.length, from);
    ints.put(0, source, from, size);
  }

  @Override
  public void write(boolean[] source, int from) {
    require(DataType.BOOL, source.length, from);
    for (int i = 0; i < size; i++) {
      bytes.put(i, (byte) (source[from + i] ? 1 : 0));
    }
  }

  @Override
  public void read(float[] target, int to) {
    requireFloating(target.length, to);
    if (type.dtype() == DataType.FLOAT32) {
      floats.get(0, target, to, size);
    } else {
      for (int i = 0; i < size; i++) {
        target[to + i] = (float) doubles.get(i);
      }
    }
  }

  @Override
  public void read(double[] target, int to) {
    requireFloating(target.length, to);
    if (type.dtype() == DataType.FLOAT64) {
      doubles.get(0, target, to, size);
    } else {
      for (int i = 0; i < size; i++) {
        target[to + i] = floats.get(i);
      }
    }
  }

  @Override
  public void read(int[] target, int to) {
    require(DataType.INT32, target.length, to);
    ints.get(0, target, to, size);
  }

  @Override
  public void read(boolean[] target, int to) {
    require(DataType.BOOL, target.length, to);
    for (int i = 0; i < size; i++) {
      target[to + i] = bytes.get(i) != 0;
    }
  }

  @Override
  public double item() {
    requireFloating(size, 0);
    return type.dtype() == DataType.FLOAT32 ? floats.get(0) : doubles.get(0);
  }

  @Override
  public void item(double value) {
    requireFloating(size, 0);
    if (type.dtype() == DataType.FLOAT32) {
      floats.put(0, (float) value);
    } else {
      doubles.put(0, value);
    }
  }

  private void requireFloating(int length, int from) {
    if (!type.dtype().isFloating()) {
      throw new IllegalArgumentException("this port holds " + type + ", not floating numbers");
    }
    requireRoom(length, from);
  }

  private void require(DataType dtype, int length, int from) {
    if (type.dtype() != dtype) {
      throw new IllegalArgumentException("this port holds " + type + ", not " + dtype);
    }
    requireRoom(length, from);
  }

  private void requireRoom(int length, int from) {
    if (closed.getAsBoolean()) {
      throw new IllegalStateException("the memory of this port has been freed");
    }
    if (from < 0 || from > length - size) {
      throw new IllegalArgumentException(
          type + " does not fit into " + length + " elements from " + from + " on");
    }
  }
}
