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
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns a plan's buffers into arrays: views into native memory, each made once, when compiling
 * (making one takes 13 µs). Kernels take from it what they work on: the array for ND4J, its address
 * for BLAS, its bytes for loops in Java.
 */
final class Regions {
  private final Map<Buffer.Region, NativeBlock> blocks = new EnumMap<>(Buffer.Region.class);
  private final Map<Buffer, INDArray> arrays = new HashMap<>();

  Regions(Map<Buffer.Region, NativeBlock> blocks) {
    this.blocks.putAll(blocks);
  }

  /** A buffer as an array. Always the same one, so that ND4J does not let go of it while in use. */
  INDArray array(Buffer buffer) {
    return arrays.computeIfAbsent(buffer, this::makeArray);
  }

  private INDArray makeArray(Buffer buffer) {
    TensorType type = buffer.type();
    if (type.bytes() == 0) {
      // Has no memory: the planner may place it at the very end, where there is none.
      return Nd4j.create(NativeBlock.dtype(type), NativeBlock.sizes(type));
    }
    if (type.bytes() > Integer.MAX_VALUE) {
      throw new BackendException(
          "backend nd4j: a value of " + type + " is larger than 2 GiB; use a smaller batch_size");
    }
    return block(buffer).array(buffer.offset(), type);
  }

  /** All bytes of a buffer, in the machine's order. */
  ByteBuffer bytes(Buffer buffer) {
    INDArray array = array(buffer);
    ByteBuffer bytes =
        array.isEmpty() ? ByteBuffer.allocateDirect(0) : array.data().pointer().asByteBuffer();
    return bytes.order(ByteOrder.nativeOrder());
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
    return array(buffer).data().pointer().getPointer(FloatPointer.class, element);
  }

  /** The address of an element, for BLAS. */
  DoublePointer doublePointer(Buffer buffer, long element) {
    return array(buffer).data().pointer().getPointer(DoublePointer.class, element);
  }

  private NativeBlock block(Buffer buffer) {
    NativeBlock block = blocks.get(buffer.region());
    if (block == null) {
      throw new IllegalArgumentException("no memory for " + buffer);
    }
    return block;
  }
}
