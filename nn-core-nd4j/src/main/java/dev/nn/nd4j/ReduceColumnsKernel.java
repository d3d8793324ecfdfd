package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** [m, n] → [n]: whole rows are added, so that the loops run along memory. */
final class ReduceColumnsKernel implements Kernel, Workers.Job {
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

  ReduceColumnsKernel(Binding binding, Reduce op, int m, int n) {
    reduction = op.reduction();
    x = binding.floatInput(0);
    y = binding.floatOutput(0);
    workers = binding.workers();
    workspaces = binding.workspaces();
    this.m = m;
    this.n = n;
    grains = (n + GRAIN - 1) / GRAIN;
    parts = Math.min(grains, workers.partsFor((double) m * n * ReduceKernels.NANOS));
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
    for (int column = left; column < right; column += Workspace.TILE) {
      int width = Math.min(Workspace.TILE, right - column);
      float[] total = registers[0];
      Arrays.fill(total, 0, width, (float) ReduceKernels.start(reduction));
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
    Arrays.fill(sum, 0, width, (float) ReduceKernels.start(reduction));
    if (width == n && n < NARROW) {
      int step = Workspace.TILE / n;
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
