package dev.nn.nd4j;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Buffer;
import dev.nn.api.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/** Turns a plan's buffers into windows on native memory. A window is made once, when compiling. */
final class Regions {
  private final Map<Buffer.Region, NativeBlock> blocks = new EnumMap<>(Buffer.Region.class);

  Regions(Map<Buffer.Region, NativeBlock> blocks) {
    this.blocks.putAll(blocks);
  }

  /** All bytes of a buffer, in the machine's order. */
  ByteBuffer bytes(Buffer buffer) {
    TensorType type = buffer.type();
    if (type.bytes() == 0) {
      return ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder());
    }
    if (type.bytes() > Integer.MAX_VALUE) {
      throw new BackendException(
          "backend nd4j: a value of " + type + " is larger than 2 GiB; use a smaller batch_size");
    }
    return block(buffer).window(buffer.offset(), type.bytes());
  }

  FloatBuffer floats(Buffer buffer) {
    return bytes(buffer).asFloatBuffer();
  }

  DoubleBuffer doubles(Buffer buffer) {
    return bytes(buffer).asDoubleBuffer();
  }

  IntBuffer ints(Buffer buffer) {
    return bytes(buffer).asIntBuffer();
  }

  /** The address of an element, for BLAS. */
  FloatPointer floatPointer(Buffer buffer, long element) {
    return block(buffer).floatPointer(buffer.offset() + element * Float.BYTES);
  }

  /** The address of an element, for BLAS. */
  DoublePointer doublePointer(Buffer buffer, long element) {
    return block(buffer).doublePointer(buffer.offset() + element * Double.BYTES);
  }

  private NativeBlock block(Buffer buffer) {
    NativeBlock block = blocks.get(buffer.region());
    if (block == null) {
      throw new IllegalArgumentException("no memory for " + buffer);
    }
    return block;
  }
}
