package dev.nn.nd4j;

import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/** Axes in another order. Axes that stay neighbours are merged first, so few cases are left. */
final class TransposeKernel {
  /** Side of the square blocks that are turned in the first-level cache. */
  private static final int BLOCK = 32;

  private TransposeKernel() {}

  static Kernel of(Binding binding) {
    Shape shape = binding.inputType(0).shape();
    List<int[]> merged = merge(((Transpose) binding.instruction().op()).permutation(), shape);
    int[] strides = shape.strides();
    int rank = merged.size();
    int[] sizes = new int[rank];
    int[] steps = new int[rank];
    for (int i = 0; i < rank; i++) {
      int first = merged.get(i)[0];
      int last = merged.get(i)[1];
      sizes[i] = shape.subshape(first, last + 1).elements();
      steps[i] = strides[last];
    }
    if (rank <= 1 || shape.elements() == 0) {
      return MovementKernels.copy(binding);
    }
    if (steps[rank - 1] == 1) {
      return new Blocks(binding, sizes, steps);
    }
    boolean turns =
        steps[rank - 2] == 1
            && steps[rank - 1] == sizes[rank - 2]
            && (rank == 2 || rank == 3 && steps[0] == sizes[1] * sizes[2]);
    if (turns && binding.inputType(0).dtype().bytes() == Integer.BYTES) {
      return new Turn(binding, rank == 2 ? 1 : sizes[0], sizes[rank - 2], sizes[rank - 1]);
    }
    return new Elements(binding, sizes, steps);
  }

  /** The output's axes as ranges {first, last} of input axes. */
  private static List<int[]> merge(List<Integer> permutation, Shape shape) {
    List<int[]> merged = new ArrayList<>();
    for (int axis : permutation) {
      int[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (shape.size(axis) == 1) {
        continue;
      }
      if (last != null && axis > last[1] && shape.subshape(last[1] + 1, axis).elements() == 1) {
        last[1] = axis;
      } else {
        merged.add(new int[] {axis, axis});
      }
    }
    return merged;
  }

  /** Where the element at an output index comes from, for outputs of these sizes. */
  private static int source(int index, int[] sizes, int[] steps, int axes) {
    int at = 0;
    for (int i = axes - 1; i >= 0; i--) {
      at += index % sizes[i] * steps[i];
      index /= sizes[i];
    }
    return at;
  }

  /** The innermost axis stays: whole runs are copied. */
  private static final class Blocks implements Kernel {
    private final ByteBuffer from;
    private final ByteBuffer to;
    private final int[] sizes;
    private final int[] steps;
    private final int width;
    private final int count;

    Blocks(Binding binding, int[] sizes, int[] steps) {
      from = binding.byteInput(0);
      to = binding.byteOutput(0);
      this.sizes = sizes;
      this.steps = steps;
      width = binding.inputType(0).dtype().bytes();
      count = binding.inputType(0).shape().elements() / sizes[sizes.length - 1];
    }

    @Override
    public void run() {
      int length = sizes[sizes.length - 1] * width;
      for (int i = 0; i < count; i++) {
        to.put(i * length, from, source(i, sizes, steps, sizes.length - 1) * width, length);
      }
    }
  }

  /** A stack of matrices of 4-byte elements, each turned block by block. */
  private static final class Turn implements Kernel {
    private final IntBuffer from;
    private final IntBuffer to;
    private final int stack;
    private final int rows;
    private final int columns;
    private final int[] block = new int[BLOCK * BLOCK];
    private final int[] turned = new int[BLOCK * BLOCK];

    /** Of outputs with {@code rows} rows. */
    Turn(Binding binding, int stack, int rows, int columns) {
      from = binding.intInput(0);
      to = binding.intOutput(0);
      this.stack = stack;
      this.rows = rows;
      this.columns = columns;
    }

    @Override
    public void run() {
      for (int i = 0; i < stack; i++) {
        int start = i * rows * columns;
        for (int row = 0; row < rows; row += BLOCK) {
          for (int column = 0; column < columns; column += BLOCK) {
            int height = Math.min(BLOCK, rows - row);
            int width = Math.min(BLOCK, columns - column);
            turn(start, row, height, column, width);
          }
        }
      }
    }

    private void turn(int start, int row, int height, int column, int width) {
      for (int j = 0; j < width; j++) {
        from.get(start + (column + j) * rows + row, block, j * BLOCK, height);
      }
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          turned[i * BLOCK + j] = block[j * BLOCK + i];
        }
      }
      for (int i = 0; i < height; i++) {
        to.put(start + (row + i) * columns + column, turned, i * BLOCK, width);
      }
    }
  }

  /** Anything else, element by element. */
  private static final class Elements implements Kernel {
    private final Numbers from;
    private final Numbers to;
    private final int[] sizes;
    private final int[] steps;
    private final int count;

    Elements(Binding binding, int[] sizes, int[] steps) {
      from = Numbers.of(binding.input(0), binding.regions());
      to = Numbers.of(binding.output(0), binding.regions());
      this.sizes = sizes;
      this.steps = steps;
      count = binding.inputType(0).shape().elements();
    }

    @Override
    public void run() {
      for (int i = 0; i < count; i++) {
        to.set(i, from.get(source(i, sizes, steps, sizes.length)));
      }
    }
  }
}
