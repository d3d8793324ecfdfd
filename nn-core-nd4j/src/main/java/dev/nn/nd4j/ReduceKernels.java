package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Reductions. In which order numbers are added does not depend on the number of threads. No sum has
 * more than a few hundred terms in float32; what is beyond is summed in float64, or in a second
 * level.
 */
final class ReduceKernels {
  /** Reading and adding an element. */
  private static final double NANOS = 0.25;

  private static final int TILE = Workspace.TILE;

  private ReduceKernels() {}

  static Kernel of(Binding binding) {
    Reduce op = (Reduce) binding.instruction().op();
    Shape shape = binding.inputType(0).shape();
    Merged axes = Merged.of(op, shape);
    if (shape.elements() > 0 && axes.reduced().stream().noneMatch(reduced -> reduced)) {
      return MovementKernels.copy(binding);
    }
    if (shape.elements() > 0 && binding.inputType(0).dtype() == DataType.FLOAT32) {
      if (axes.is(true)) {
        return new All(binding, op);
      }
      if (axes.is(false, true)) {
        return new Rows(binding, op, axes.sizes().get(0), axes.sizes().get(1));
      }
      if (axes.is(true, false)) {
        return new Columns(binding, op, axes.sizes().get(0), axes.sizes().get(1));
      }
    }
    return new General(binding, op, axes);
  }

  private static double start(Reduction reduction) {
    return switch (reduction) {
      case SUM, MEAN -> 0;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  private static double join(Reduction reduction, double x, double y) {
    return switch (reduction) {
      case SUM, MEAN -> x + y;
      case MAX -> Math.max(x, y);
      case MIN -> Math.min(x, y);
    };
  }

  private static float reduce(Reduction reduction, float[] x, int from, int n) {
    return switch (reduction) {
      case SUM, MEAN -> Loops.sum(x, from, n);
      case MAX -> Loops.max(x, from, n);
      case MIN -> Loops.min(x, from, n);
    };
  }

  /** Everything to one number: tile by tile in float32, the tiles in float64. */
  private static final class All implements Kernel, Workers.Job {
    private final Reduction reduction;
    private final FloatBuffer x;
    private final FloatBuffer y;
    private final Workers workers;
    private final Workspace[] workspaces;
    private final float[] partial;
    private final int parts;

    All(Binding binding, Reduce op) {
      reduction = op.reduction();
      x = binding.floatInput(0);
      y = binding.floatOutput(0);
      workers = binding.workers();
      workspaces = binding.workspaces();
      partial = new float[(x.capacity() + TILE - 1) / TILE];
      parts = Math.min(partial.length, workers.partsFor(x.capacity() * NANOS));
    }

    @Override
    public void run() {
      workers.run(this, parts);
      double total = start(reduction);
      for (float p : partial) {
        total = join(reduction, total, p);
      }
      y.put(0, (float) (reduction == Reduction.MEAN ? total / x.capacity() : total));
    }

    @Override
    public void run(int part, int worker) {
      float[] tile = workspaces[worker].scratch;
      int end = (int) ((long) partial.length * (part + 1) / parts);
      for (int i = (int) ((long) partial.length * part / parts); i < end; i++) {
        int n = Math.min(TILE, x.capacity() - i * TILE);
        x.get(i * TILE, tile, 0, n);
        partial[i] = reduce(reduction, tile, 0, n);
      }
    }
  }

  /** [m, n] → [m]. */
  private static final class Rows implements Kernel, Workers.Job {
    private final Reduction reduction;
    private final FloatBuffer x;
    private final FloatBuffer y;
    private final Workers workers;
    private final Workspace[] workspaces;
    private final int m;
    private final int n;
    private final int parts;

    Rows(Binding binding, Reduce op, int m, int n) {
      reduction = op.reduction();
      x = binding.floatInput(0);
      y = binding.floatOutput(0);
      workers = binding.workers();
      workspaces = binding.workspaces();
      this.m = m;
      this.n = n;
      parts = Math.min(m, workers.partsFor((double) m * n * NANOS));
    }

    @Override
    public void run() {
      workers.run(this, parts);
    }

    @Override
    public void run(int part, int worker) {
      float[] tile = workspaces[worker].scratch;
      int end = (int) ((long) m * (part + 1) / parts);
      int step = Math.max(1, TILE / n);
      for (int row = (int) ((long) m * part / parts); row < end; row += step) {
        int rows = Math.min(step, end - row);
        if (n <= TILE) {
          x.get(row * n, tile, 0, rows * n);
          for (int i = 0; i < rows; i++) {
            store(row + i, reduce(reduction, tile, i * n, n));
          }
        } else {
          store(row, longRow(row, tile));
        }
      }
    }

    private double longRow(int row, float[] tile) {
      double total = start(reduction);
      for (int at = 0; at < n; at += TILE) {
        int length = Math.min(TILE, n - at);
        x.get(row * n + at, tile, 0, length);
        total = join(reduction, total, reduce(reduction, tile, 0, length));
      }
      return total;
    }

    private void store(int row, double total) {
      y.put(row, (float) (reduction == Reduction.MEAN ? total / n : total));
    }
  }

  /** [m, n] → [n]: whole rows are added, so that the loops run along memory. */
  private static final class Columns implements Kernel, Workers.Job {
    /** Rows that are added up before they are added to the total. */
    private static final int BLOCK = 256;

    /** Below this many columns, several rows are fetched at once. */
    private static final int NARROW = 128;

    private static final int GRAIN = 16;

    private final Reduction reduction;
    private final FloatBuffer x;
    private final FloatBuffer y;
    private final Workers workers;
    private final Workspace[] workspaces;
    private final int m;
    private final int n;
    private final int grains;
    private final int parts;

    Columns(Binding binding, Reduce op, int m, int n) {
      reduction = op.reduction();
      x = binding.floatInput(0);
      y = binding.floatOutput(0);
      workers = binding.workers();
      workspaces = binding.workspaces();
      this.m = m;
      this.n = n;
      grains = (n + GRAIN - 1) / GRAIN;
      parts = Math.min(grains, workers.partsFor((double) m * n * NANOS));
      for (Workspace workspace : workspaces) {
        workspace.reserve(3);
      }
    }

    @Override
    public void run() {
      workers.run(this, parts);
    }

    @Override
    public void run(int part, int worker) {
      int left = (int) ((long) grains * part / parts) * GRAIN;
      int right = Math.min(n, (int) ((long) grains * (part + 1) / parts) * GRAIN);
      float[][] registers = workspaces[worker].floats;
      for (int column = left; column < right; column += TILE) {
        int width = Math.min(TILE, right - column);
        float[] total = registers[0];
        Arrays.fill(total, 0, width, (float) start(reduction));
        for (int row = 0; row < m; row += BLOCK) {
          int rows = Math.min(BLOCK, m - row);
          block(registers, row, rows, column, width);
          join(total, registers[1], total, width);
        }
        if (reduction == Reduction.MEAN) {
          Loops.divideByScalar(total, m, total, width);
        }
        y.put(column, total, 0, width);
      }
    }

    private void block(float[][] registers, int row, int rows, int column, int width) {
      float[] sum = registers[1];
      float[] tile = registers[2];
      Arrays.fill(sum, 0, width, (float) start(reduction));
      if (width == n && n < NARROW) {
        int step = TILE / n;
        for (int i = 0; i < rows; i += step) {
          int count = Math.min(step, rows - i);
          x.get((row + i) * n, tile, 0, count * n);
          for (int j = 0; j < count; j++) {
            joinPart(sum, tile, j * n, n);
          }
        }
        return;
      }
      for (int i = 0; i < rows; i++) {
        x.get((row + i) * n + column, tile, 0, width);
        join(sum, tile, sum, width);
      }
    }

    private void join(float[] x, float[] y, float[] out, int width) {
      switch (reduction) {
        case SUM, MEAN -> Loops.add(x, y, out, width);
        case MAX -> Loops.maximum(x, y, out, width);
        case MIN -> Loops.minimum(x, y, out, width);
      }
    }

    private void joinPart(float[] sum, float[] tile, int from, int width) {
      switch (reduction) {
        case SUM, MEAN -> {
          for (int i = 0; i < width; i++) {
            sum[i] += tile[from + i];
          }
        }
        case MAX -> {
          for (int i = 0; i < width; i++) {
            sum[i] = Math.max(sum[i], tile[from + i]);
          }
        }
        case MIN -> {
          for (int i = 0; i < width; i++) {
            sum[i] = Math.min(sum[i], tile[from + i]);
          }
        }
      }
    }
  }

  /** Any axes, any type, element by element in float64. */
  private static final class General implements Kernel {
    private final Reduce op;
    private final Numbers x;
    private final Numbers y;
    private final int[] sizes;
    private final int[] strides;
    private final double[] totals;
    private final int elements;
    private final double count;

    General(Binding binding, Reduce op, Merged axes) {
      this.op = op;
      x = Numbers.of(binding.input(0), binding.regions());
      y = Numbers.of(binding.output(0), binding.regions());
      sizes = axes.sizes().stream().mapToInt(Integer::intValue).toArray();
      strides = axes.resultStrides();
      totals = new double[binding.outputType(0).shape().elements()];
      elements = binding.inputType(0).shape().elements();
      count = op.count(binding.inputType(0).shape());
    }

    @Override
    public void run() {
      Arrays.fill(totals, start(op.reduction()));
      for (int i = 0; i < elements; i++) {
        int rest = i;
        int at = 0;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
          at += rest % sizes[axis] * strides[axis];
          rest /= sizes[axis];
        }
        totals[at] = join(op.reduction(), totals[at], x.get(i));
      }
      for (int i = 0; i < totals.length; i++) {
        y.set(i, op.reduction() == Reduction.MEAN ? totals[i] / count : totals[i]);
      }
    }
  }
}
