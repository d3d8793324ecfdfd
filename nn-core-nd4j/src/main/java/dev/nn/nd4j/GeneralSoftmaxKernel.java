package dev.nn.nd4j;

import dev.nn.api.backend.IndexException;
import dev.nn.api.backend.Instruction;
import dev.nn.api.graph.Op;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.Shape;
import java.nio.IntBuffer;

/** As {@link SoftmaxKernel}, for any type, in float64: on all threads, row by row. */
final class GeneralSoftmaxKernel implements Kernel, Workers.Job {
  private static final double NANOS = 15;

  private final boolean log;
  private final Numbers x;
  private final Numbers y;
  private final Numbers losses;
  private final IntBuffer classes;
  private final Instruction instruction;
  private final Workers workers;

  /** A row for each thread. */
  private final double[][] z;

  private final double[][] e;
  private final int rows;
  private final int n;
  private final int parts;

  GeneralSoftmaxKernel(Binding binding) {
    Op op = binding.instruction().op();
    boolean loss = op instanceof SparseSoftmaxCrossEntropy;
    log = op instanceof LogSoftmax;
    x = Numbers.of(binding.input(0), binding.regions());
    y = Numbers.of(binding.output(loss ? 1 : 0), binding.regions());
    losses = loss ? Numbers.of(binding.output(0), binding.regions()) : null;
    classes = loss ? binding.intInput(1) : null;
    instruction = binding.instruction();
    workers = binding.workers();
    Shape shape = binding.inputType(0).shape();
    n = shape.size(-1);
    rows = shape.elements() / n;
    z = new double[binding.workspaces().length][n];
    e = new double[binding.workspaces().length][n];
    parts = Math.min(rows, workers.partsFor(shape.elements() * NANOS));
  }

  @Override
  public void run() {
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int end = (int) ((long) rows * (part + 1) / parts);
    for (int row = (int) ((long) rows * part / parts); row < end; row++) {
      row(row, z[worker], e[worker]);
    }
  }

  private void row(int row, double[] z, double[] e) {
    x.get(row * n, z, 0, n);
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, z[i]);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      z[i] -= max;
      e[i] = Math.exp(z[i]);
      sum += e[i];
    }
    double logSum = log || losses != null ? Math.log(sum) : 0;
    if (losses != null) {
      int index = IndexException.check(instruction, classes.get(row), n);
      losses.set(row, logSum - z[index]);
    }
    for (int i = 0; i < n; i++) {
      e[i] = log ? z[i] - logSum : e[i] / sum;
    }
    y.set(row * n, e, n);
  }
}
