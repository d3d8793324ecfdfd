package dev.nn.nd4j;

import dev.nn.api.backend.IndexException;
import dev.nn.api.backend.Instruction;
import dev.nn.api.graph.Op;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Softmax, log-softmax and softmax cross-entropy along rows of float32. Short rows are worked on
 * many at a time, so that the exponentials of a whole tile are one vector loop.
 */
final class SoftmaxKernel implements Kernel, Workers.Job {
  private static final double NANOS = 1.5;
  private static final int TILE = Workspace.TILE;

  private final boolean log;
  private final FloatBuffer x;
  private final FloatBuffer y;
  private final FloatBuffer losses;
  private final IntBuffer classes;
  private final Instruction instruction;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final int rows;
  private final int n;
  private final int parts;

  static Kernel of(Binding binding) {
    if (binding.inputType(0).shape().elements() == 0) {
      return () -> {};
    }
    return binding.inputType(0).dtype() == DataType.FLOAT32
        ? new SoftmaxKernel(binding)
        : new GeneralSoftmaxKernel(binding);
  }

  private SoftmaxKernel(Binding binding) {
    Op op = binding.instruction().op();
    boolean loss = op instanceof SparseSoftmaxCrossEntropy;
    log = op instanceof LogSoftmax;
    x = binding.floatInput(0);
    y = binding.floatOutput(loss ? 1 : 0);
    losses = loss ? binding.floatOutput(0) : null;
    classes = loss ? binding.intInput(1) : null;
    instruction = binding.instruction();
    workers = binding.workers();
    workspaces = binding.workspaces();
    Shape shape = binding.inputType(0).shape();
    n = shape.size(-1);
    rows = shape.elements() / n;
    parts = Math.min(rows, workers.partsFor(shape.elements() * NANOS));
    for (Workspace workspace : workspaces) {
      workspace.reserve(2);
    }
  }

  @Override
  public void run() {
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int end = (int) ((long) rows * (part + 1) / parts);
    int step = Math.max(1, TILE / n);
    for (int row = (int) ((long) rows * part / parts); row < end; row += step) {
      if (n <= TILE) {
        shortRows(row, Math.min(step, end - row), workspaces[worker]);
      } else {
        longRow(row, workspaces[worker]);
      }
    }
  }

  private void shortRows(int row, int count, Workspace workspace) {
    float[] z = workspace.floats[0];
    float[] e = workspace.floats[1];
    x.get(row * n, z, 0, count * n);
    for (int i = 0; i < count; i++) {
      add(z, i * n, n, -Loops.max(z, i * n, n));
    }
    Functions.exp(z, e, count * n, workspace);
    for (int i = 0; i < count; i++) {
      float sum = Loops.sum(e, i * n, n);
      if (losses != null) {
        float shifted = z[i * n + classOf(row + i)];
        losses.put(row + i, (float) Math.log(sum) - shifted);
      }
      if (log) {
        add(z, i * n, n, (float) -Math.log(sum));
      } else {
        scale(e, i * n, n, 1 / sum);
      }
    }
    y.put(row * n, log ? z : e, 0, count * n);
  }

  private void longRow(int row, Workspace workspace) {
    float[] z = workspace.floats[0];
    int start = row * n;
    float max = Float.NEGATIVE_INFINITY;
    for (int at = 0; at < n; at += TILE) {
      int length = Math.min(TILE, n - at);
      x.get(start + at, z, 0, length);
      max = Math.max(max, Loops.max(z, 0, length));
    }
    double sum = 0;
    for (int at = 0; at < n; at += TILE) {
      int length = Math.min(TILE, n - at);
      x.get(start + at, z, 0, length);
      add(z, 0, length, -max);
      Functions.exp(z, z, length, workspace);
      sum += Loops.sum(z, 0, length);
      if (!log) {
        y.put(start + at, z, 0, length);
      }
    }
    if (losses != null) {
      float shifted = x.get(start + classOf(row)) - max;
      losses.put(row, (float) (Math.log(sum) - shifted));
    }
    for (int at = 0; at < n; at += TILE) {
      int length = Math.min(TILE, n - at);
      if (log) {
        x.get(start + at, z, 0, length);
        add(z, 0, length, -max);
        add(z, 0, length, (float) -Math.log(sum));
      } else {
        y.get(start + at, z, 0, length);
        scale(z, 0, length, (float) (1 / sum));
      }
      y.put(start + at, z, 0, length);
    }
  }

  private int classOf(int row) {
    return IndexException.check(instruction, classes.get(row), n);
  }

  private static void add(float[] x, int from, int n, float y) {
    for (int i = from; i < from + n; i++) {
      x[i] += y;
    }
  }

  private static void scale(float[] x, int from, int n, float y) {
    for (int i = from; i < from + n; i++) {
      x[i] *= y;
    }
  }
}
