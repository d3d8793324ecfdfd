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
      gamma.get(0, scale, 0, n);
      beta.get(0, shift, 0, n);
      int step = TILE / n;
      int end = (int) ((long) rows * (part + 1) / parts);
      for (int row = (int) ((long) rows * part / parts); row < end; row += step) {
        int count = Math.min(step, end - row);
        x.get(row * n, tile, 0, count * n);
        for (int i = 0; i < count; i++) {
          float mean = Loops.sum(tile, i * n, n) / n;
          subtract(tile, i * n, n, mean);
          float variance = Loops.dot(tile, i * n, tile, i * n, n) / n;
          float factor = (float) (1 / Math.sqrt(variance + epsilon));
          scaleAndShift(tile, i * n, n, factor, scale, shift);
          means.put(row + i, mean);
          factors.put(row + i, factor);
        }
        y.put(row * n, tile, 0, count * n);
      }
    }

    private static void subtract(float[] x, int from, int n, float y) {
      for (int i = from; i < from + n; i++) {
        x[i] -= y;
      }
    }

    private static void scaleAndShift(
        float[] x, int from, int n, float factor, float[] scale, float[] shift) {
      for (int i = 0; i < n; i++) {
        x[from + i] = x[from + i] * factor * scale[i] + shift[i];
      }
    }
  }

  private static final class Backward implements Kernel, Workers.Job {
    /** Rows whose contributions to ∂γ and ∂β are summed first, whatever the number of threads. */
    private static final int BLOCK = 64;

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
    // For each block of rows, its part of ∂γ and of ∂β.
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
      int blocks = (rows + BLOCK - 1) / BLOCK;
      ofGamma = new float[blocks][n];
      ofBeta = new float[blocks][n];
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

    /** All blocks, added to the first one. */
    private float[] total(float[][] blocks) {
      for (int block = 1; block < blocks.length; block++) {
        Loops.add(blocks[0], blocks[block], blocks[0], n);
      }
      return blocks[0];
    }

    @Override
    public void run(int part, int worker) {
      int blocks = ofGamma.length;
      int end = (int) ((long) blocks * (part + 1) / parts);
      float[][] registers = workspaces[worker].floats;
      gamma.get(0, registers[2], 0, n);
      for (int block = (int) ((long) blocks * part / parts); block < end; block++) {
        Arrays.fill(ofGamma[block], 0);
        Arrays.fill(ofBeta[block], 0);
        int last = Math.min(rows, (block + 1) * BLOCK);
        int step = TILE / n;
        for (int row = block * BLOCK; row < last; row += step) {
          tile(row, Math.min(step, last - row), block, registers);
        }
      }
    }

    private void tile(int row, int count, int block, float[][] registers) {
      float[] normal = registers[0];
      float[] g = registers[1];
      x.get(row * n, normal, 0, count * n);
      dy.get(row * n, g, 0, count * n);
      for (int i = 0; i < count; i++) {
        int at = i * n;
        float factor = factors.get(row + i);
        normalise(normal, at, n, means.get(row + i), factor);
        addProduct(g, normal, at, n, ofGamma[block]);
        add(g, at, n, ofBeta[block]);
        scale(g, at, n, registers[2]);
        float mean = Loops.sum(g, at, n) / n;
        float along = Loops.dot(g, at, normal, at, n) / n;
        combine(g, normal, at, n, mean, along, factor);
      }
      dx.put(row * n, g, 0, count * n);
    }

    private static void normalise(float[] x, int from, int n, float mean, float factor) {
      for (int i = from; i < from + n; i++) {
        x[i] = (x[i] - mean) * factor;
      }
    }

    private static void addProduct(float[] x, float[] y, int from, int n, float[] sum) {
      for (int i = 0; i < n; i++) {
        sum[i] += x[from + i] * y[from + i];
      }
    }

    private static void add(float[] x, int from, int n, float[] sum) {
      for (int i = 0; i < n; i++) {
        sum[i] += x[from + i];
      }
    }

    private static void scale(float[] x, int from, int n, float[] y) {
      for (int i = 0; i < n; i++) {
        x[from + i] *= y[i];
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
