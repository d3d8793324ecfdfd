package dev.nn.nd4j;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Buffer;
import dev.nn.api.graph.Op;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.LongPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.PowPairwise;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.cpu.nativecpu.buffer.BaseCpuDataBuffer;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * Single functions that ND4J's native loops compute faster than {@code Math} does in ours (float32,
 * normally distributed numbers, ns per element): sin 3–7 instead of 17, cos 3–7 instead of 7, xʸ
 * 4–8 instead of 11–19. The others stay with {@link Functions}: 5–30 times faster than ND4J's, or,
 * as log1p, which ND4J computes as ln(1+x), right for small x too.
 *
 * <p>Calls ND4J's native interface with everything bound beforehand, 0.1 µs per call; its {@code
 * OpExecutioner} allocates at every call.
 */
final class Nd4jTransformKernel implements Kernel, Workers.Job {
  /** Elements from which on a call pays. */
  static final int WORTH_CALLING = 64;

  /** Cuts between threads lie at multiples of this. */
  private static final int GRAIN = 64;

  private static final double NANOS = 6;

  private final NativeOps nd4j;
  private final Workers workers;
  private final Workspace workspace;
  private final String place;
  private final Runnable[] parts;
  private final FloatBuffer floatExponents;
  private final Numbers exponents;
  private final int exponentCount;
  private final Kernel loops;

  /** Whether an instruction is one of these functions, over enough elements, without stretching. */
  static boolean covers(Binding binding) {
    Op op = binding.instruction().op();
    TensorType type = binding.outputType(0);
    if (!type.dtype().isFloating()
        || type.shape().elements() < WORTH_CALLING
        || !binding.inputType(0).equals(type)) {
      return false;
    }
    if (op instanceof Unary unary) {
      return unary.function() == UnaryFunction.SIN || unary.function() == UnaryFunction.COS;
    }
    return op instanceof Binary binary
        && binary.function() == BinaryFunction.POWER
        && (binding.inputType(1).equals(type) || isScalar(binding.inputType(1)));
  }

  private static boolean isScalar(TensorType type) {
    return type.shape().elements() == 1;
  }

  /**
   * Binds.
   *
   * @param loops the same without ND4J, for exponents that ND4J sees differently
   */
  Nd4jTransformKernel(Binding binding, Kernel loops) {
    this.loops = loops;
    nd4j = NativeOpsHolder.getInstance().getDeviceNativeOps();
    workers = binding.workers();
    workspace = binding.workspaces()[0];
    place = binding.place();
    boolean power = binding.instruction().op() instanceof Binary;
    boolean pairwise = power && !isScalar(binding.inputType(1));
    boolean floats = binding.outputType(0).dtype() == DataType.FLOAT32;
    exponents = power ? Numbers.of(binding.input(1), binding.regions()) : null;
    exponentCount = power ? binding.inputType(1).shape().elements() : 0;
    floatExponents = pairwise && floats ? binding.floatInput(1) : null;
    int elements = binding.outputType(0).shape().elements();
    int grains = (elements + GRAIN - 1) / GRAIN;
    parts = new Runnable[Math.min(grains, workers.partsFor(elements * NANOS))];
    for (int part = 0; part < parts.length; part++) {
      int from = (int) ((long) grains * part / parts.length) * GRAIN;
      int to = (int) Math.min(elements, (long) grains * (part + 1) / parts.length * GRAIN);
      parts[part] = call(binding, from, to);
    }
  }

  /** The instruction for some of the elements. */
  private Runnable call(Binding binding, int from, int to) {
    Op op = binding.instruction().op();
    Argument x = Argument.of(binding, binding.input(0), from, to);
    Argument z = Argument.of(binding, binding.output(0), from, to);
    if (op instanceof Unary unary) {
      int number = unary.function() == UnaryFunction.SIN ? new Sin().opNum() : new Cos().opNum();
      return () ->
          nd4j.execTransformStrict(
              null, number, x.memory, x.shape, null, z.memory, z.shape, null, null);
    }
    if (isScalar(binding.inputType(1))) {
      int number = new Pow().opNum();
      Argument y = Argument.of(binding, binding.input(1), 0, 1);
      return () ->
          nd4j.execScalar(
              null, number, x.memory, x.shape, null, z.memory, z.shape, null, y.memory, y.shape,
              null, null);
    }
    int number = new PowPairwise().opNum();
    Argument y = Argument.of(binding, binding.input(1), from, to);
    return () ->
        nd4j.execPairwiseTransform(
            null, number, x.memory, x.shape, null, y.memory, y.shape, null, z.memory, z.shape, null,
            null);
  }

  /** What ND4J's native interface wants to know of an array; the array itself keeps that alive. */
  private record Argument(INDArray array, OpaqueDataBuffer memory, LongPointer shape) {
    static Argument of(Binding binding, Buffer buffer, int from, int to) {
      DataType dtype = buffer.type().dtype();
      long offset = buffer.offset() + (long) from * dtype.bytes();
      TensorType type = new TensorType(dtype, Shape.of(to - from));
      INDArray array = binding.regions().array(new Buffer(buffer.region(), offset, type));
      return new Argument(
          array,
          ((BaseCpuDataBuffer) array.data()).getOpaqueDataBuffer(),
          (LongPointer) array.shapeInfoDataBuffer().addressPointer());
    }
  }

  @Override
  public void run() {
    if (finiteExponents()) {
      workers.run(this, parts.length);
    } else {
      loops.run();
    }
  }

  @Override
  public void run(int part, int worker) {
    parts[part].run();
    if (nd4j.lastErrorCode() != 0) {
      throw new BackendException(place + "ND4J: " + nd4j.lastErrorMessage());
    }
  }

  // C's pow says 1 to the power of NaN and ±1 to the power of ±∞ is 1; the definition, Java's, NaN.
  private boolean finiteExponents() {
    if (floatExponents == null) {
      for (int i = 0; i < exponentCount; i++) {
        if (!Double.isFinite(exponents.get(i))) {
          return false;
        }
      }
      return true;
    }
    float[] tile = workspace.scratch;
    for (int at = 0; at < exponentCount; at += Workspace.TILE) {
      int n = Math.min(Workspace.TILE, exponentCount - at);
      floatExponents.get(at, tile, 0, n);
      Loops.multiplyScalar(tile, 0, tile, n);
      if (Loops.sum(tile, 0, n) != 0) { // Is NaN where one was not finite.
        return false;
      }
    }
    return true;
  }
}
