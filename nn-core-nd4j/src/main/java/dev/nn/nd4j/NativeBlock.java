package dev.nn.nd4j;

import dev.nn.api.backend.BackendException;
import dev.nn.api.tensor.TensorType;
import java.util.Arrays;
import org.bytedeco.javacpp.BooleanPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One piece of native memory, zeroed, freed by {@link #close}; ND4J's arrays are views into it. It
 * comes from JavaCPP, the memory layer under ND4J, and not from {@code Nd4j.create}: that ignores
 * {@code maxbytes} and, when memory runs out, crashes the process instead of throwing.
 */
final class NativeBlock implements AutoCloseable {
  /** Of the first byte: a cache line, and an AVX-512 register. */
  static final int ALIGNMENT = 64;

  private static final String LIMIT = "org.bytedeco.javacpp.maxbytes";
  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  private final BytePointer memory;
  private final long start;
  private final long bytes;

  private NativeBlock(BytePointer memory, long bytes) {
    this.memory = memory;
    this.start = Math.floorMod(-memory.address(), (long) ALIGNMENT);
    this.bytes = bytes;
  }

  /**
   * Allocates.
   *
   * @param purpose for the message if there is not enough
   * @throws BackendException if there is not enough memory
   */
  static NativeBlock allocate(long bytes, String purpose) {
    long total = bytes + 2 * ALIGNMENT;
    requireRoom(total, purpose);
    try {
      BytePointer memory = new BytePointer(total);
      Pointer.memset(memory, 0, total);
      return new NativeBlock(memory, bytes);
    } catch (OutOfMemoryError e) {
      throw new BackendException(shortage(total, purpose, e.getMessage(), LIMIT), e);
    }
  }

  // Before JavaCPP finds out: it would call System.gc() ten times, and a process that takes more
  // than the machine has is killed without a word.
  private static void requireRoom(long needed, String purpose) {
    long used = Pointer.totalBytes();
    long limit = Pointer.maxBytes();
    if (limit > 0 && used + needed > limit) {
      String numbers = megabytes(used) + " in use, limit " + megabytes(limit);
      throw new BackendException(shortage(needed, purpose, numbers, LIMIT));
    }
    long resident = Pointer.physicalBytes();
    long residentLimit = Pointer.maxPhysicalBytes();
    if (residentLimit > 0 && resident + needed > residentLimit) {
      String numbers =
          megabytes(resident) + " used by the process, limit " + megabytes(residentLimit);
      throw new BackendException(shortage(needed, purpose, numbers, PHYSICAL_LIMIT));
    }
    long available = Pointer.availablePhysicalBytes();
    if (available > 0 && needed > available) {
      throw new BackendException(
          "not enough memory for "
              + purpose
              + ": needs "
              + megabytes(needed)
              + ", the machine has "
              + megabytes(available)
              + " left; use a smaller batch_size or model");
    }
  }

  private static String shortage(long needed, String purpose, String numbers, String flag) {
    return "not enough native memory for "
        + purpose
        + ": needs "
        + megabytes(needed)
        + " ("
        + numbers
        + "); raise the limit with -D"
        + flag
        + "=… (such as 8G), or use a smaller batch_size or model";
  }

  private static String megabytes(long bytes) {
    return (bytes + (1 << 20) - 1 >> 20) + " MB";
  }

  /**
   * A value that lies here, as ND4J sees it: a view, which does not own its memory and must not be
   * used after this block is closed.
   *
   * @param offset of its first byte; a multiple of the element size
   * @param type with at least one element
   */
  INDArray array(long offset, TensorType type) {
    requireInside(offset, type.bytes());
    DataType dtype = dtype(type);
    long[] shape = sizes(type);
    // ND4J makes pointers for shapes and leaves them to the garbage collector.
    @SuppressWarnings("unchecked") // An array of classes with one element.
    PointerScope temporaries = new PointerScope(LongPointer.class);
    try {
      Pointer first = pointer(offset, type).capacity(type.shape().elements());
      DataBuffer data = Nd4j.createBuffer(first, type.shape().elements(), dtype);
      return Nd4j.create(data, shape, Nd4j.getStrides(shape, 'c'), 0, 'c');
    } finally {
      temporaries.close();
    }
  }

  /** The type's name in ND4J. */
  static DataType dtype(TensorType type) {
    return switch (type.dtype()) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
      case INT32 -> DataType.INT32;
      case BOOL -> DataType.BOOL;
    };
  }

  /** The type's shape for ND4J. */
  static long[] sizes(TensorType type) {
    return Arrays.stream(type.shape().toArray()).asLongStream().toArray();
  }

  private Pointer pointer(long offset, TensorType type) {
    // An offset address, not a position: that would count towards the 2 GiB a buffer can have.
    BytePointer first = memory.getPointer(start + offset);
    return switch (type.dtype()) {
      case FLOAT32 -> first.getPointer(FloatPointer.class);
      case FLOAT64 -> first.getPointer(DoublePointer.class);
      case INT32 -> first.getPointer(IntPointer.class);
      case BOOL -> first.getPointer(BooleanPointer.class);
    };
  }

  private void requireInside(long offset, long length) {
    if (offset < 0 || length < 0 || offset + length > bytes) {
      throw new IllegalArgumentException(
          "bytes " + offset + " to " + (offset + length) + " are not all in " + bytes);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
