package dev.nn.nd4j;

import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.BatchNormGradient;
import dev.nn.api.op.BatchNormReluGradient;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Batch normalisation of float32 images and its gradient, in two passes over the images in the
 * order in which they lie in memory: the planes of one channel are often a power of two apart,
 * where a cache has room for a few of them only. The first pass sums each channel over a few images
 * at a time, in float32 over at most {@value #TERMS} tiles, in float64 beyond; so sums do not
 * depend on the number of threads. The second one puts results.
 */
abstract class BatchNormKernel implements Kernel {
  /** Smaller planes are not worth a call each: they are passed over whole, op by op. */
  private static final int SMALLEST_PLANE = 16;

  /** How many numbers are added in float32. */
  private static final int TERMS = 128;

  /**
   * Images whose planes of a channel are summed together: fewer are eaten up by adding up tiles.
   */
  private static final int MOST_IMAGES = 8;

  private static final double NANOS = 0.6;

  final FloatBuffer x;
  final int channels;

  /** Numbers in a channel of the batch. */
  final double count;

  /** How many images are summed together, and how often. */
  final int block;

  final int blocks;

  private final int batch;
  private final int plane;
  private final int width;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final Workers.Job summing = this::sum;
  private final Workers.Job putting = this::put;
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

  static Kernel reluGradient(Binding binding) {
    double epsilon = ((BatchNormReluGradient) binding.instruction().op()).epsilon();
    return new ReluGradient(binding, epsilon);
  }

  private BatchNormKernel(Binding binding) {
    Shape shape = binding.inputType(0).shape();
    x = binding.floatInput(0);
    batch = shape.size(0);
    channels = shape.size(1);
    plane = shape.elements() / (batch * channels);
    width = Math.min(plane, Workspace.TILE);
    count = (double) batch * plane;
    block = Math.min(MOST_IMAGES, batch);
    blocks = (batch + block - 1) / block;
    workers = binding.workers();
    workspaces = binding.workspaces();
    totals = new double[workspaces.length][2];
    parts = Math.min(blocks * channels, workers.partsFor(NANOS * shape.elements()));
    for (Workspace workspace : workspaces) {
      workspace.reserve(5);
    }
  }

  @Override
  public void run() {
    workers.run(summing, parts);
    for (int channel = 0; channel < channels; channel++) {
      addUp(channel);
    }
    workers.run(putting, parts);
  }

  /** What is subtracted from the numbers of a channel before they are summed. */
  abstract float shift(int channel, int start, int n, float[] tile);

  /** Adds a tile to the sums in registers 0 and 1. */
  abstract void add(int start, int n, int channel, float shift, float[][] registers);

  /** Keeps the two sums of a block of images. */
  abstract void keep(int blockAndChannel, double terms, float shift, double[] totals);

  /** Joins what was kept of all blocks of images. */
  abstract void addUp(int channel);

  /** Puts a tile where it belongs. */
  abstract void put(int start, int n, int channel, float[][] registers);

  static float factor(float gamma, float variance, double epsilon) {
    return (float) (gamma / Math.sqrt(variance + epsilon));
  }

  private void sum(int part, int worker) {
    int units = blocks * channels;
    int end = (int) ((long) units * (part + 1) / parts);
    for (int unit = (int) ((long) units * part / parts); unit < end; unit++) {
      sum(unit, workspaces[worker].floats, totals[worker]);
    }
  }

  private void sum(int unit, float[][] registers, double[] totals) {
    int channel = unit % channels;
    int first = unit / channels * block;
    int last = Math.min(batch, first + block);
    float shift = shift(channel, (first * channels + channel) * plane, width, registers[2]);
    Arrays.fill(totals, 0);
    clear(registers);
    int terms = 0;
    for (int image = first; image < last; image++) {
      int start = (image * channels + channel) * plane;
      for (int at = 0; at < plane; at += Workspace.TILE) {
        if (terms++ == TERMS) {
          flush(registers, totals);
          clear(registers);
          terms = 1;
        }
        add(start + at, Math.min(Workspace.TILE, plane - at), channel, shift, registers);
      }
    }
    flush(registers, totals);
    keep(unit, (double) (last - first) * plane, shift, totals);
  }

  private void clear(float[][] registers) {
    Arrays.fill(registers[0], 0, width, 0);
    Arrays.fill(registers[1], 0, width, 0);
  }

  private void flush(float[][] registers, double[] totals) {
    totals[0] += Loops.sum(registers[0], 0, width);
    totals[1] += Loops.sum(registers[1], 0, width);
  }

  private void put(int part, int worker) {
    int planes = batch * channels;
    int end = (int) ((long) planes * (part + 1) / parts);
    for (int i = (int) ((long) planes * part / parts); i < end; i++) {
      for (int at = 0; at < plane; at += Workspace.TILE) {
        int n = Math.min(Workspace.TILE, plane - at);
        put(i * plane + at, n, i % channels, workspaces[worker].floats);
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
    // For each block of images and channel.
    private final double[] terms;
    private final double[] sums;
    private final double[] squares;
    // y = (x − μ)·factor + β, for each channel.
    private final float[] mean;
    private final float[] factor;
    private final float[] summand;

    Forward(Binding binding, double epsilon) {
      super(binding);
      this.epsilon = epsilon;
      gamma = binding.floatInput(1);
      beta = binding.floatInput(2);
      y = binding.floatOutput(0);
      means = binding.floatOutput(1);
      variances = binding.floatOutput(2);
      terms = new double[blocks * channels];
      sums = new double[blocks * channels];
      squares = new double[blocks * channels];
      mean = new float[channels];
      factor = new float[channels];
      summand = new float[channels];
    }

    // Σ(x − s) and Σ(x − s)² in one pass. What is lost by taking s for the mean μ of the block is
    // at
    // most a factor of (μ − s)²/σ²: at most the number of tiles if s is the mean of one of them.
    @Override
    float shift(int channel, int start, int n, float[] tile) {
      x.get(start, tile, 0, n);
      return Loops.sum(tile, 0, n) / n;
    }

    @Override
    void add(int start, int n, int channel, float shift, float[][] registers) {
      x.get(start, registers[2], 0, n);
      FusedLoops.addMoments(registers[2], shift, registers[0], registers[1], n);
    }

    /** Keeps Σx and Σ(x − μ)², μ being the mean of the block. */
    @Override
    void keep(int unit, double n, float shift, double[] totals) {
      terms[unit] = n;
      sums[unit] = totals[0] + shift * n;
      squares[unit] = Math.max(0, totals[1] - totals[0] * totals[0] / n);
    }

    // Chan, Golub and LeVeque (1979): squares about the blocks' means, and of these about the mean.
    @Override
    void addUp(int channel) {
      double sum = 0;
      for (int unit = channel; unit < sums.length; unit += channels) {
        sum += sums[unit];
      }
      double mu = sum / count;
      double square = 0;
      for (int unit = channel; unit < sums.length; unit += channels) {
        double offset = sums[unit] / terms[unit] - mu;
        square += squares[unit] + terms[unit] * offset * offset;
      }
      float variance = (float) (square / count);
      mean[channel] = (float) mu;
      factor[channel] = factor(gamma.get(channel), variance, epsilon);
      summand[channel] = beta.get(channel);
      means.put(channel, mean[channel]);
      variances.put(channel, variance);
    }

    @Override
    void put(int start, int n, int channel, float[][] registers) {
      float[] tile = registers[2];
      x.get(start, tile, 0, n);
      FusedLoops.normalise(tile, mean[channel], factor[channel], summand[channel], tile, n);
      y.put(start, tile, 0, n);
    }
  }

  private static class Gradient extends BatchNormKernel {
    final double epsilon;
    final FloatBuffer gamma;
    final FloatBuffer means;
    final FloatBuffer variances;
    private final FloatBuffer dy;
    private final FloatBuffer dx;
    private final FloatBuffer dgamma;
    private final FloatBuffer dbeta;
    // Σ∂y and Σ∂y·(x − μ), for each block of images and channel.
    private final double[] sums;
    private final double[] products;
    // ∂x = a·∂y − b·(x − μ) − c, for each channel.
    private final float[] a;
    private final float[] b;
    private final float[] c;

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
      sums = new double[blocks * channels];
      products = new double[blocks * channels];
      a = new float[channels];
      b = new float[channels];
      c = new float[channels];
    }

    @Override
    float shift(int channel, int start, int n, float[] tile) {
      return means.get(channel);
    }

    @Override
    void add(int start, int n, int channel, float mean, float[][] registers) {
      load(start, n, channel, registers);
      FusedLoops.addProducts(registers[2], mean, registers[3], registers[0], registers[1], n);
    }

    @Override
    void keep(int unit, double n, float mean, double[] totals) {
      sums[unit] = totals[0];
      products[unit] = totals[1];
    }

    @Override
    void addUp(int channel) {
      double sum = 0;
      double product = 0;
      for (int unit = channel; unit < sums.length; unit += channels) {
        sum += sums[unit];
        product += products[unit];
      }
      double r = 1 / Math.sqrt(variances.get(channel) + epsilon);
      dbeta.put(channel, (float) sum);
      dgamma.put(channel, (float) (product * r));
      double slope = gamma.get(channel) * r;
      a[channel] = (float) slope;
      b[channel] = (float) (slope * r * r * product / count);
      c[channel] = (float) (slope * sum / count);
    }

    @Override
    void put(int start, int n, int channel, float[][] registers) {
      load(start, n, channel, registers);
      float[] tile = registers[2];
      float mean = means.get(channel);
      FusedLoops.normaliseGradient(
          registers[3], a[channel], tile, mean, b[channel], c[channel], tile, n);
      dx.put(start, tile, 0, n);
    }

    /** x into register 2, ∂y into register 3. */
    void load(int start, int n, int channel, float[][] registers) {
      x.get(start, registers[2], 0, n);
      dy.get(start, registers[3], 0, n);
    }
  }

  /** Of what goes through the ReLU, only where y &gt; 0. y is computed as {@link Forward} does. */
  private static final class ReluGradient extends Gradient {
    private final FloatBuffer beta;
    private final float[] mean;
    private final float[] factor;
    private final float[] summand;

    ReluGradient(Binding binding, double epsilon) {
      super(binding, epsilon);
      beta = binding.floatInput(5);
      mean = new float[channels];
      factor = new float[channels];
      summand = new float[channels];
    }

    @Override
    public void run() {
      for (int channel = 0; channel < channels; channel++) {
        mean[channel] = means.get(channel);
        factor[channel] = factor(gamma.get(channel), variances.get(channel), epsilon);
        summand[channel] = beta.get(channel);
      }
      super.run();
    }

    @Override
    void load(int start, int n, int channel, float[][] registers) {
      super.load(start, n, channel, registers);
      float[] y = registers[4];
      FusedLoops.normalise(registers[2], mean[channel], factor[channel], summand[channel], y, n);
      FusedLoops.gate(y, 0, registers[3], 0, registers[3], n);
    }
  }
}
