package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.Slice;
import dev.nn.api.tensor.Shape;
import java.nio.ByteBuffer;

/**
 * Ops that only copy: reshape, slice, pad, concat, reverse. All are runs of bytes at regular
 * distances, whatever the element type; native memory to native memory, at the speed of memcpy.
 */
final class MovementKernels {
  private static final byte[] ZEROS = new byte[8192];

  private MovementKernels() {}

  /**
   * Copies {@code count} runs of {@code length} bytes.
   *
   * @param fromStart where the first is
   * @param fromStep distance from one to the next
   * @param toStart where the first goes
   * @param toStep distance from one to the next
   */
  private record Runs(
      ByteBuffer from,
      ByteBuffer to,
      int count,
      int length,
      int fromStart,
      int fromStep,
      int toStart,
      int toStep)
      implements Kernel {
    @Override
    public void run() {
      for (int i = 0; i < count; i++) {
        to.put(toStart + i * toStep, from, fromStart + i * fromStep, length);
      }
    }
  }

  /** Copies all of the input; nothing if input and output are the same memory. */
  static Kernel copy(Binding binding) {
    if (binding.input(0).overlaps(binding.output(0))) {
      return () -> {};
    }
    ByteBuffer from = binding.byteInput(0);
    return new Runs(from, binding.byteOutput(0), 1, from.capacity(), 0, 0, 0, 0);
  }

  static Kernel slice(Binding binding) {
    Slice op = (Slice) binding.instruction().op();
    int inner = bytesFrom(binding.input(0), op.axis() + 1);
    int fromStep = bytesFrom(binding.input(0), op.axis());
    int length = op.size() * inner;
    return new Runs(
        binding.byteInput(0),
        binding.byteOutput(0),
        outer(binding.inputType(0).shape(), op.axis()),
        length,
        op.start() * inner,
        fromStep,
        0,
        length);
  }

  static Kernel pad(Binding binding) {
    Pad op = (Pad) binding.instruction().op();
    ByteBuffer to = binding.byteOutput(0);
    int inner = bytesFrom(binding.input(0), op.axis() + 1);
    int length = bytesFrom(binding.input(0), op.axis());
    Kernel copy =
        new Runs(
            binding.byteInput(0),
            to,
            outer(binding.inputType(0).shape(), op.axis()),
            length,
            0,
            length,
            op.before() * inner,
            bytesFrom(binding.output(0), op.axis()));
    return () -> {
      fillWithZeros(to);
      copy.run();
    };
  }

  static Kernel concat(Binding binding) {
    int axis = ((Concat) binding.instruction().op()).axis();
    int inputs = binding.instruction().inputs().size();
    ByteBuffer to = binding.byteOutput(0);
    int outer = outer(binding.outputType(0).shape(), axis);
    int toStep = bytesFrom(binding.output(0), axis);
    Kernel[] copies = new Kernel[inputs];
    int start = 0;
    for (int i = 0; i < inputs; i++) {
      int length = bytesFrom(binding.input(i), axis);
      copies[i] =
          binding.input(i).overlaps(binding.output(0)) // Written in place by the planner's choice.
              ? () -> {}
              : new Runs(binding.byteInput(i), to, outer, length, 0, length, start, toStep);
      start += length;
    }
    return () -> {
      for (Kernel copy : copies) {
        copy.run();
      }
    };
  }

  /** The entries of an axis from last to first. */
  static Kernel reverse(Binding binding) {
    int axis = ((Reverse) binding.instruction().op()).axis();
    ByteBuffer from = binding.byteInput(0);
    ByteBuffer to = binding.byteOutput(0);
    int outer = outer(binding.inputType(0).shape(), axis);
    int size = binding.inputType(0).shape().size(axis);
    int length = bytesFrom(binding.input(0), axis + 1);
    return () -> {
      for (int i = 0; i < outer; i++) {
        for (int j = 0; j < size; j++) {
          to.put((i * size + j) * length, from, (i * size + size - 1 - j) * length, length);
        }
      }
    };
  }

  static Kernel zero(ByteBuffer memory) {
    return () -> fillWithZeros(memory);
  }

  static void fillWithZeros(ByteBuffer memory) {
    fillWithZeros(memory, 0, memory.capacity());
  }

  /** Zeros into {@code length} bytes from {@code start} on. */
  static void fillWithZeros(ByteBuffer memory, int start, int length) {
    for (int at = 0; at < length; at += ZEROS.length) {
      memory.put(start + at, ZEROS, 0, Math.min(ZEROS.length, length - at));
    }
  }

  private static int outer(Shape shape, int axis) {
    return shape.subshape(0, axis).elements();
  }

  /** Bytes of one entry of the axis before {@code axis}. */
  private static int bytesFrom(Buffer buffer, int axis) {
    Shape shape = buffer.type().shape();
    return shape.subshape(axis, shape.rank()).elements() * buffer.type().dtype().bytes();
  }
}
