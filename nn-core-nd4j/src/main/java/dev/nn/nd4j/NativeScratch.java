package dev.nn.nd4j;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Native memory for intermediate results, used by one kernel after another. It grows while kernels
 * are bound; kernels ask for it each time they run. What it was before stays allocated until {@link
 * #close}: it is smaller, and whoever still holds its address does no harm.
 */
final class NativeScratch implements AutoCloseable {
  private final List<NativeBlock> blocks = new ArrayList<>();
  private long size;
  private ByteBuffer bytes;
  private View floats;
  private View doubles;

  /** The memory as numbers of one type. The array is kept since ND4J lets go of it otherwise. */
  private record View(INDArray array, Pointer pointer, Buffer buffer) {}

  /** Makes sure that there are so many bytes. Called when compiling. */
  synchronized void reserve(long needed) {
    if (needed <= size) {
      return;
    }
    long rounded = (needed + 7) / 8 * 8;
    NativeBlock block = NativeBlock.allocate(rounded, "intermediate results of a convolution");
    blocks.add(block);
    floats = view(block, DataType.FLOAT32, rounded);
    doubles = view(block, DataType.FLOAT64, rounded);
    bytes = memory(floats.array());
    size = rounded;
  }

  private static View view(NativeBlock block, DataType dtype, long bytes) {
    int count = Math.toIntExact(bytes / dtype.bytes());
    INDArray array = block.array(0, new TensorType(dtype, Shape.of(count)));
    Pointer pointer = array.data().pointer();
    return dtype == DataType.FLOAT32
        ? new View(array, pointer.getPointer(FloatPointer.class, 0), memory(array).asFloatBuffer())
        : new View(
            array, pointer.getPointer(DoublePointer.class, 0), memory(array).asDoubleBuffer());
  }

  private static ByteBuffer memory(INDArray array) {
    return array.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** The memory for BLAS; its position is free to be changed. */
  Pointer pointer(DataType dtype) {
    return (dtype == DataType.FLOAT32 ? floats : doubles).pointer();
  }

  ByteBuffer bytes() {
    return bytes;
  }

  FloatBuffer floats() {
    return (FloatBuffer) floats.buffer();
  }

  DoubleBuffer doubles() {
    return (DoubleBuffer) doubles.buffer();
  }

  @Override
  public synchronized void close() {
    blocks.forEach(NativeBlock::close);
    blocks.clear();
    size = 0;
  }
}
