package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * [n, c, m] → [c], as for the bias of a convolution: each plane in float32, planes of a channel in
 * float64.
 */
final class ReduceChannelsKernel implements Kernel, Workers.Job {
  private final Reduction reduction;
  private final FloatBuffer x;
  private final FloatBuffer y;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final int n;
  private final int channels;
  private final int m;
  private final int parts;

  ReduceChannelsKernel(Binding binding, Reduce op, List<Integer> sizes) {
    reduction = op.reduction();
    x = binding.floatInput(0);
    y = binding.floatOutput(0);
    workers = binding.workers();
    workspaces = binding.workspaces();
    n = sizes.get(0);
    channels = sizes.get(1);
    m = sizes.get(2);
    double nanos = (double) n * channels * m * ReduceKernels.NANOS;
    parts = Math.min(channels, workers.partsFor(nanos));
  }

  @Override
  public void run() {
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    float[] tile = workspaces[worker].scratch;
    int end = (int) ((long) channels * (part + 1) / parts);
    for (int channel = (int) ((long) channels * part / parts); channel < end; channel++) {
      double total = ReduceKernels.start(reduction);
      for (int i = 0; i < n; i++) {
        int plane = (i * channels + channel) * m;
        for (int at = 0; at < m; at += Workspace.TILE) {
          int length = Math.min(Workspace.TILE, m - at);
          x.get(plane + at, tile, 0, length);
          double next = ReduceKernels.reduce(reduction, tile, 0, length);
          total = ReduceKernels.join(reduction, total, next);
        }
      }
      if (reduction == Reduction.MEAN) {
        total /= (double) n * m;
      }
      y.put(channel, (float) total);
    }
  }
}
