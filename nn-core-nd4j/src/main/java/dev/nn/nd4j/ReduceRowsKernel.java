package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import java.nio.FloatBuffer;

/** [m, n] → [m]. */
final class ReduceRowsKernel implements Kernel, Workers.Job {
  private final Reduction reduction;
  private final FloatBuffer x;
  private final FloatBuffer y;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final int m;
  private final int n;
  private final int parts;

  ReduceRowsKernel(Binding binding, Reduce op, int m, int n) {
    reduction = op.reduction();
    x = binding.floatInput(0);
    y = binding.floatOutput(0);
    workers = binding.workers();
    workspaces = binding.workspaces();
    this.m = m;
    this.n = n;
    parts = Math.min(m, workers.partsFor((double) m * n * ReduceKernels.NANOS));
  }

  @Override
  public void run() {
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    float[] tile = workspaces[worker].scratch;
    int end = (int) ((long) m * (part + 1) / parts);
    int step = Math.max(1, Workspace.TILE / n);
    for (int row = (int) ((long) m * part / parts); row < end; row += step) {
      int rows = Math.min(step, end - row);
      if (n <= Workspace.TILE) {
        x.get(row * n, tile, 0, rows * n);
        for (int i = 0; i < rows; i++) {
          store(row + i, ReduceKernels.reduce(reduction, tile, i * n, n));
        }
      } else {
        store(row, longRow(row, tile));
      }
    }
  }

  private double longRow(int row, float[] tile) {
    double total = ReduceKernels.start(reduction);
    for (int at = 0; at < n; at += Workspace.TILE) {
      int length = Math.min(Workspace.TILE, n - at);
      x.get(row * n + at, tile, 0, length);
      total =
          ReduceKernels.join(reduction, total, ReduceKernels.reduce(reduction, tile, 0, length));
    }
    return total;
  }

  private void store(int row, double total) {
    y.put(row, (float) (reduction == Reduction.MEAN ? total / n : total));
  }
}
