package dev.nn.nd4j;

import dev.nn.api.op.LayerNorm;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Layer normalisation of float32 rows and its gradient: each row once through the first-level
 * cache, where the separate ops take ten passes over memory.
 */
final class LayerNormKernel {
  private static final int TILE = Workspace.TILE;

  /** Reading, four passes in the cache and writing. */
  private static final double NANOS = 1;

  private LayerNormKernel() {}

  /** Whether rows fit into a tile, and are long enough for loops over them to pay. */
  static boolean covers(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    return x.dtype() == DataType.FLOAT32 && x.shape().elements() > 0 && x.shape().size(-1) <= TILE;
  }

  /**
   * A row as often as a tile has rows: loops whose operands lie at different indices are not
   * vectorised, since the arrays might be the same.
   */
  private static void repeat(FloatBuffer row, float[] tile, int n, int times) {
    for (int i = 0; i < times; i++) {
      row.get(0, tile, i * n, n);
    }
  }

  static Kernel forward(Binding binding) {
    return new Forward(binding);
  }

  static Kernel backward(Binding binding) {
    return new Backward(binding);
  }

  private static final class Forward implements Kernel, Workers.Job {
    private final FloatBuffer x;
    private final FloatBuffer gamma;
    private final FloatBuffer beta;
    private final FloatBuffer y;
    private final FloatBuffer means;
    private final FloatBuffer factors;
    private final float epsilon;
    private final Workers workers;
    private final Workspace[] workspaces;
    private final int n;
    private final int rows;
    private final int parts;

    Forward(Binding binding) {
      x = binding.floatInput(0);
      gamma = binding.floatInput(1);
      beta = binding.floatInput(2);
      y = binding.floatOutput(0);
      means = binding.floatOutput(1);
      factors = binding.floatOutput(2);
      epsilon = (float) ((LayerNorm) binding.instruction().op()).epsilon();
      workers = binding.workers();
      workspaces = binding.workspaces();
      Shape shape = binding.inputType(0).shape();
      n = shape.size(-1);
      rows = shape.elements() / n;
      parts = Math.min(rows, workers.partsFor(shape.elements() * NANOS));
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
      float[] tile = workspaces[worker].floats[0];
      float[] scale = workspaces[worker].floats[1];
      float[] shift = workspaces[worker].floats[2];
      int step = TILE / n;
      repeat(gamma, scale, n, step);
      repeat(beta, shift, n, step);
      int end = (int) ((long) rows * (part + 1) / parts);
      for (int row = (int) ((long) rows * part / parts); row < end; row += step) {
        int count = Math.min(step, end - row);
        x.get(row * n, tile, 0, count * n);
        for (int i = 0; i < count; i++) {
          float mean = Loops.sum(tile, i * n, n) / n;
          subtract(tile, i * n, n, mean);
          float variance = Loops.dot(tile, i * n, tile, i * n, n) / n;
          float factor = (float) (1 / Math.sqrt(variance + epsilon));
          scale(tile, i * n, n, factor);
          means.put(row + i, mean);
          factors.put(row + i, factor);
        }
        Loops.multiply(tile, scale, tile, count * n);
        Loops.add(tile, shift, tile, count * n);
        y.put(row * n, tile, 0, count * n);
      }
    }

    private static void subtract(float[] x, int from, int n, float y) {
      for (int i = from; i < from + n; i++) {
        x[i] -= y;
      }
    }

    private static void scale(float[] x, int from, int n, float y) {
      for (int i = from; i < from + n; i++) {
        x[i] *= y;
      }
    }
  }

  private static final class Backward implements Kernel, Workers.Job {
    /**
     * Into so many blocks the rows are cut, whatever the number of threads; the contributions of
     * each to ∂γ and ∂β are summed first.
     */
    private static final int MOST_BLOCKS = 64;

    private static final int LEAST_ROWS = 64;

    private final FloatBuffer x;
    private final FloatBuffer gamma;
    private final FloatBuffer means;
    private final FloatBuffer factors;
    private final FloatBuffer dy;
    private final FloatBuffer dx;
    private final FloatBuffer dgamma;
    private final FloatBuffer dbeta;
    private final Workers workers;
    private final Workspace[] workspaces;
    private final int n;
    private final int rows;
    private final int parts;
    private final int block;
    // For each block of rows, its part of ∂γ and of ∂β, for each row of a tile.
    private final float[][] ofGamma;
    private final float[][] ofBeta;

    Backward(Binding binding) {
      x = binding.floatInput(0);
      gamma = binding.floatInput(1);
      means = binding.floatInput(2);
      factors = binding.floatInput(3);
      dy = binding.floatInput(4);
      dx = binding.floatOutput(0);
      dgamma = binding.floatOutput(1);
      dbeta = binding.floatOutput(2);
      workers = binding.workers();
      workspaces = binding.workspaces();
      Shape shape = binding.inputType(0).shape();
      n = shape.size(-1);
      rows = shape.elements() / n;
      block = Math.max(LEAST_ROWS, (rows + MOST_BLOCKS - 1) / MOST_BLOCKS);
      int blocks = (rows + block - 1) / block;
      ofGamma = new float[blocks][TILE / n * n];
      ofBeta = new float[blocks][TILE / n * n];
      parts = Math.min(blocks, workers.partsFor(shape.elements() * 1.5 * NANOS));
      for (Workspace workspace : workspaces) {
        workspace.reserve(3);
      }
    }

    @Override
    public void run() {
      workers.run(this, parts);
      dgamma.put(0, total(ofGamma), 0, n);
      dbeta.put(0, total(ofBeta), 0, n);
    }

    /** All blocks, added to the first one, and all rows of that, added to the first. */
    private float[] total(float[][] blocks) {
      float[] sum = blocks[0];
      for (int i = 1; i < blocks.length; i++) {
        Loops.add(sum, blocks[i], sum, sum.length);
      }
      for (int at = n; at < sum.length; at += n) {
        for (int i = 0; i < n; i++) {
          sum[i] += sum[at + i];
        }
      }
      return sum;
    }

    @Override
    public void run(int part, int worker) {
      int blocks = ofGamma.length;
      int end = (int) ((long) blocks * (part + 1) / parts);
      float[][] registers = workspaces[worker].floats;
      int step = TILE / n;
      repeat(gamma, registers[2], n, step);
      for (int i = (int) ((long) blocks * part / parts); i < end; i++) {
        Arrays.fill(ofGamma[i], 0);
        Arrays.fill(ofBeta[i], 0);
        int last = Math.min(rows, (i + 1) * block);
        for (int row = i * block; row < last; row += step) {
          tile(row, Math.min(step, last - row), ofGamma[i], ofBeta[i], registers);
        }
      }
    }

    private void tile(int row, int count, float[] sumGamma, float[] sumBeta, float[][] registers) {
      float[] normal = registers[0];
      float[] g = registers[1];
      int length = count * n;
      x.get(row * n, normal, 0, length);
      dy.get(row * n, g, 0, length);
      for (int i = 0; i < count; i++) {
        normalise(normal, i * n, n, means.get(row + i), factors.get(row + i));
      }
      addProduct(g, normal, sumGamma, length);
      Loops.add(sumBeta, g, sumBeta, length);
      Loops.multiply(g, registers[2], g, length);
      for (int i = 0; i < count; i++) {
        int at = i * n;
        float mean = Loops.sum(g, at, n) / n;
        float along = Loops.dot(g, at, normal, at, n) / n;
        combine(g, normal, at, n, mean, along, factors.get(row + i));
      }
      dx.put(row * n, g, 0, length);
    }

    private static void normalise(float[] x, int from, int n, float mean, float factor) {
      for (int i = from; i < from + n; i++) {
        x[i] = (x[i] - mean) * factor;
      }
    }

    private static void addProduct(float[] x, float[] y, float[] sum, int n) {
      for (int i = 0; i < n; i++) {
        sum[i] += x[i] * y[i];
      }
    }

    /** r·(g − mean g − n·mean g·n). */
    private static void combine(
        float[] g, float[] normal, int from, int n, float mean, float along, float factor) {
      for (int i = from; i < from + n; i++) {
        g[i] = (g[i] - mean - normal[i] * along) * factor;
      }
    }
  }
}
