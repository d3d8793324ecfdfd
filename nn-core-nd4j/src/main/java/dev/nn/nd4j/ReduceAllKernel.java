package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import java.nio.FloatBuffer;

/** Everything to one number: tile by tile in float32, the tiles in float64. */
final class ReduceAllKernel implements Kernel, Workers.Job {
  private final Reduction reduction;
  private final FloatBuffer x;
  private final FloatBuffer y;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final float[] partial;
  private final int parts;

  ReduceAllKernel(Binding binding, Reduce op) {
    reduction = op.reduction();
    x = binding.floatInput(0);
    y = binding.floatOutput(0);
    workers = binding.workers();
    workspaces = binding.workspaces();
    partial = new float[(x.capacity() + Workspace.TILE - 1) / Workspace.TILE];
    parts = Math.min(partial.length, workers.partsFor(x.capacity() * ReduceKernels.NANOS));
  }

  @Override
  public void run() {
    workers.run(this, parts);
    double total = ReduceKernels.start(reduction);
    for (float p : partial) {
      total = ReduceKernels.join(reduction, total, p);
    }
    y.put(0, (float) (reduction == Reduction.MEAN ? total / x.capacity() : total));
  }

  @Override
  public void run(int part, int worker) {
    float[] tile = workspaces[worker].scratch;
    int end = (int) ((long) partial.length * (part + 1) / parts);
    for (int i = (int) ((long) partial.length * part / parts); i < end; i++) {
      int n = Math.min(Workspace.TILE, x.capacity() - i * Workspace.TILE);
      x.get(i * Workspace.TILE, tile, 0, n);
      partial[i] = ReduceKernels.reduce(reduction, tile, 0, n);
    }
  }
}
