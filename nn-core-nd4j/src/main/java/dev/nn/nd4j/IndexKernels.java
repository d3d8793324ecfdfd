package dev.nn.nd4j;

import dev.nn.api.backend.IndexException;
import dev.nn.api.op.OneHot;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Ops on indices: gather, scatter_add, one_hot, argmax. */
final class IndexKernels {
  private IndexKernels() {}

  /** Rows of a table by index. */
  static Kernel gather(Binding binding) {
    ByteBuffer table = binding.byteInput(0);
    IntBuffer indices = binding.intInput(1);
    ByteBuffer out = binding.byteOutput(0);
    int rows = binding.inputType(0).shape().size(0);
    int count = indices.capacity();
    int length = count == 0 ? 0 : out.capacity() / count;
    return () -> {
      for (int i = 0; i < count; i++) {
        int row = IndexException.check(binding.instruction(), indices.get(i), rows);
        out.put(i * length, table, row * length, length);
      }
    };
  }

  /** Adds values to the rows of a table of zeros. */
  static Kernel scatterAdd(Binding binding) {
    IntBuffer indices = binding.intInput(0);
    ByteBuffer table = binding.byteOutput(0);
    int rows = binding.outputType(0).shape().size(0);
    int count = indices.capacity();
    int length = rows == 0 ? 0 : binding.outputType(0).shape().elements() / rows;
    RowAdder adder =
        binding.outputType(0).dtype() == DataType.FLOAT32
            ? floatAdder(binding, length)
            : generalAdder(binding, length);
    return () -> {
      MovementKernels.fillWithZeros(table);
      for (int i = 0; i < count; i++) {
        int row = IndexException.check(binding.instruction(), indices.get(i), rows);
        adder.add(i * length, row * length);
      }
    };
  }

  /** Adds a row of the values to a row of the table. */
  private interface RowAdder {
    void add(int from, int to);
  }

  private static RowAdder floatAdder(Binding binding, int length) {
    FloatBuffer values = binding.floatInput(1);
    FloatBuffer table = binding.floatOutput(0);
    Workspace workspace = binding.workspaces()[0];
    return (from, to) -> {
      float[] x = workspace.scratch;
      float[] sum = workspace.second;
      for (int at = 0; at < length; at += Workspace.TILE) {
        int n = Math.min(Workspace.TILE, length - at);
        values.get(from + at, x, 0, n);
        table.get(to + at, sum, 0, n);
        Loops.add(sum, x, sum, n);
        table.put(to + at, sum, 0, n);
      }
    };
  }

  private static RowAdder generalAdder(Binding binding, int length) {
    Numbers values = Numbers.of(binding.input(1), binding.regions());
    Numbers table = Numbers.of(binding.output(0), binding.regions());
    return (from, to) -> {
      for (int i = 0; i < length; i++) {
        table.set(to + i, table.get(to + i) + values.get(from + i));
      }
    };
  }

  /** 1 at the index, 0 elsewhere. */
  static Kernel oneHot(Binding binding) {
    int depth = ((OneHot) binding.instruction().op()).depth();
    IntBuffer indices = binding.intInput(0);
    ByteBuffer memory = binding.byteOutput(0);
    Numbers out = Numbers.of(binding.output(0), binding.regions());
    int count = indices.capacity();
    return () -> {
      MovementKernels.fillWithZeros(memory);
      for (int i = 0; i < count; i++) {
        int index = indices.get(i);
        if (index >= 0 && index < depth) {
          out.set(i * depth + index, 1);
        }
      }
    };
  }

  /** Index of the greatest element of each row, the first if several. */
  static Kernel argMax(Binding binding) {
    Numbers x = Numbers.of(binding.input(0), binding.regions());
    IntBuffer out = binding.intOutput(0);
    Shape shape = binding.inputType(0).shape();
    int n = shape.size(-1);
    int rows = out.capacity();
    return () -> {
      for (int row = 0; row < rows; row++) {
        int best = 0;
        double greatest = n == 0 ? 0 : x.get(row * n);
        for (int i = 1; i < n; i++) {
          double candidate = x.get(row * n + i);
          if (candidate > greatest) {
            best = i;
            greatest = candidate;
          }
        }
        out.put(row, best);
      }
    };
  }
}
