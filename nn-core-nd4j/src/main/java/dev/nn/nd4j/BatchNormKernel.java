package dev.nn.nd4j;

import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.BatchNormGradient;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Batch normalisation of float32 images and its gradient. Channels are dealt out to the threads;
 * one channel of a batch mostly fits into the second-level cache, so that what is passed over
 * several times is read from memory once. Sums run along a tile of a plane, in float32 over at most
 * {@value #TERMS} planes, in float64 beyond.
 */
abstract class BatchNormKernel implements Kernel, Workers.Job {
  /** Smaller planes are not worth a call each: they are passed over whole, op by op. */
  private static final int SMALLEST_PLANE = 16;

  /** How many numbers are added in float32. */
  private static final int TERMS = 128;

  private static final double NANOS = 0.6;

  final FloatBuffer x;

  /** Numbers in a channel of the batch. */
  final double count;

  private final int batch;
  private final int channels;
  private final int plane;
  private final int width;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final double[][] totals;
  private final int parts;

  /** Whether there is a kernel for images of a type. */
  static boolean covers(TensorType x) {
    Shape shape = x.shape();
    return x.dtype() == DataType.FLOAT32
        && shape.elements() > 0
        && shape.elements() / (shape.size(0) * shape.size(1)) >= SMALLEST_PLANE;
  }

  static Kernel forward(Binding binding) {
    return new Forward(binding, ((BatchNorm) binding.instruction().op()).epsilon());
  }

  static Kernel gradient(Binding binding) {
    return new Gradient(binding, ((BatchNormGradient) binding.instruction().op()).epsilon());
  }

  private BatchNormKernel(Binding binding) {
    Shape shape = binding.inputType(0).shape();
    x = binding.floatInput(0);
    batch = shape.size(0);
    channels = shape.size(1);
    plane = shape.elements() / (batch * channels);
    width = Math.min(plane, Workspace.TILE);
    count = (double) batch * plane;
    workers = binding.workers();
    workspaces = binding.workspaces();
    totals = new double[workspaces.length][3];
    parts = Math.min(channels, workers.partsFor(NANOS * shape.elements()));
    for (Workspace workspace : workspaces) {
      workspace.reserve(4);
    }
  }

  @Override
  public final void run() {
    workers.run(this, parts);
  }

  @Override
  public final void run(int part, int worker) {
    int end = (int) ((long) channels * (part + 1) / parts);
    for (int channel = (int) ((long) channels * part / parts); channel < end; channel++) {
      channel(channel, workspaces[worker].floats, totals[worker]);
    }
  }

  /** The work on one channel. */
  abstract void channel(int channel, float[][] registers, double[] totals);

  /** Adds a tile to the sums in registers 0 and 1. */
  abstract void add(int start, int n, float shift, float[][] registers);

  /** Puts a tile where it belongs, register 0 and 1 being free. */
  abstract void put(int start, int n, float mean, float[][] registers, double[] totals);

  /** Passes over a channel and adds up. */
  final void sum(int channel, float shift, float[][] registers, double[] totals) {
    Arrays.fill(totals, 0, 2, 0);
    clear(registers);
    int terms = 0;
    for (int image = 0; image < batch; image++) {
      int start = (image * channels + channel) * plane;
      for (int at = 0; at < plane; at += Workspace.TILE) {
        add(start + at, Math.min(Workspace.TILE, plane - at), shift, registers);
        if (++terms == TERMS) {
          flush(registers, totals);
          clear(registers);
          terms = 0;
        }
      }
    }
    flush(registers, totals);
  }

  final float meanOfFirstPlane(int channel, float[] tile) {
    double sum = 0;
    for (int at = 0; at < plane; at += Workspace.TILE) {
      int n = Math.min(Workspace.TILE, plane - at);
      x.get(channel * plane + at, tile, 0, n);
      sum += Loops.sum(tile, 0, n);
    }
    return (float) (sum / plane);
  }

  private void clear(float[][] registers) {
    Arrays.fill(registers[0], 0, width, 0);
    Arrays.fill(registers[1], 0, width, 0);
  }

  private void flush(float[][] registers, double[] totals) {
    totals[0] += Loops.sum(registers[0], 0, width);
    totals[1] += Loops.sum(registers[1], 0, width);
  }

  /** Passes over a channel and puts results. */
  final void putAll(int channel, float mean, float[][] registers, double[] totals) {
    for (int image = 0; image < batch; image++) {
      int start = (image * channels + channel) * plane;
      for (int at = 0; at < plane; at += Workspace.TILE) {
        put(start + at, Math.min(Workspace.TILE, plane - at), mean, registers, totals);
      }
    }
  }

  private static final class Forward extends BatchNormKernel {
    private final double epsilon;
    private final FloatBuffer gamma;
    private final FloatBuffer beta;
    private final FloatBuffer y;
    private final FloatBuffer means;
    private final FloatBuffer variances;

    Forward(Binding binding, double epsilon) {
      super(binding);
      this.epsilon = epsilon;
      gamma = binding.floatInput(1);
      beta = binding.floatInput(2);
      y = binding.floatOutput(0);
      means = binding.floatOutput(1);
      variances = binding.floatOutput(2);
    }

    @Override
    void channel(int channel, float[][] registers, double[] totals) {
      // Σ(x − s) and Σ(x − s)² in one pass. What is lost by taking s for μ is at most a factor of
      // (μ − s)²/σ², and that is at most the batch size if s is the mean of one of its images.
      float shift = meanOfFirstPlane(channel, registers[2]);
      sum(channel, shift, registers, totals);
      double offset = totals[0] / count;
      float mean = (float) (shift + offset);
      double variance = Math.max(0, totals[1] / count - offset * offset);
      means.put(channel, mean);
      variances.put(channel, (float) variance);
      totals[0] = gamma.get(channel) / Math.sqrt(variance + epsilon);
      totals[1] = beta.get(channel);
      putAll(channel, mean, registers, totals);
    }

    @Override
    void add(int start, int n, float shift, float[][] registers) {
      x.get(start, registers[2], 0, n);
      FusedLoops.addMoments(registers[2], shift, registers[0], registers[1], n);
    }

    @Override
    void put(int start, int n, float mean, float[][] registers, double[] totals) {
      x.get(start, registers[2], 0, n);
      FusedLoops.normalise(
          registers[2], mean, (float) totals[0], (float) totals[1], registers[2], n);
      y.put(start, registers[2], 0, n);
    }
  }

  private static final class Gradient extends BatchNormKernel {
    private final double epsilon;
    private final FloatBuffer gamma;
    private final FloatBuffer means;
    private final FloatBuffer variances;
    private final FloatBuffer dy;
    private final FloatBuffer dx;
    private final FloatBuffer dgamma;
    private final FloatBuffer dbeta;

    Gradient(Binding binding, double epsilon) {
      super(binding);
      this.epsilon = epsilon;
      gamma = binding.floatInput(1);
      means = binding.floatInput(2);
      variances = binding.floatInput(3);
      dy = binding.floatInput(4);
      dx = binding.floatOutput(0);
      dgamma = binding.floatOutput(1);
      dbeta = binding.floatOutput(2);
    }

    @Override
    void channel(int channel, float[][] registers, double[] totals) {
      float mean = means.get(channel);
      sum(channel, mean, registers, totals);
      double r = 1 / Math.sqrt(variances.get(channel) + epsilon);
      dbeta.put(channel, (float) totals[0]);
      dgamma.put(channel, (float) (totals[1] * r));
      // ∂x = a·∂y − b·(x − μ) − c.
      double a = gamma.get(channel) * r;
      double b = a * r * r * totals[1] / count;
      double c = a * totals[0] / count;
      totals[0] = a;
      totals[1] = b;
      totals[2] = c;
      putAll(channel, mean, registers, totals);
    }

    @Override
    void add(int start, int n, float mean, float[][] registers) {
      load(start, n, registers);
      Loops.add(registers[0], registers[3], registers[0], n);
      FusedLoops.addProducts(registers[2], mean, registers[3], registers[1], n);
    }

    @Override
    void put(int start, int n, float mean, float[][] registers, double[] totals) {
      load(start, n, registers);
      FusedLoops.normaliseGradient(
          registers[3],
          (float) totals[0],
          registers[2],
          mean,
          (float) totals[1],
          (float) totals[2],
          registers[2],
          n);
      dx.put(start, registers[2], 0, n);
    }

    private void load(int start, int n, float[][] registers) {
      x.get(start, registers[2], 0, n);
      dy.get(start, registers[3], 0, n);
    }
  }
}
