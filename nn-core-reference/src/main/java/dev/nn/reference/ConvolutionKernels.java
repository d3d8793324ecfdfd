package dev.nn.reference;

import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Convolutions by definition. All three visit the same products, of one element each of x, kernel
 * and y; they differ in which of the three is the sum.
 */
final class ConvolutionKernels {
  private ConvolutionKernels() {}

  /** What is done with one product. */
  @FunctionalInterface
  private interface Term {
    void add(int x, int kernel, int y);
  }

  /** y = Σ kernel · x. */
  static Kernel forward(Convolution op, Operands at) {
    double[] x = new double[at.input(0).size()];
    double[] kernel = new double[at.input(1).size()];
    double[] y = new double[at.output().size()];
    Terms terms =
        new Terms(op.geometry(), op.groups(), at.inputShape(0), at.inputShape(1), at.outputShape());
    return () -> {
      load(at.input(0), x);
      load(at.input(1), kernel);
      Arrays.fill(y, 0);
      terms.each((i, k, o) -> y[o] += kernel[k] * x[i]);
      store(y, at.output());
    };
  }

  /** dx = Σ kernel · dy. */
  static Kernel inputGradient(ConvolutionInputGradient op, Operands at) {
    double[] dy = new double[at.input(0).size()];
    double[] kernel = new double[at.input(1).size()];
    double[] dx = new double[at.output().size()];
    Terms terms =
        new Terms(op.geometry(), op.groups(), at.outputShape(), at.inputShape(1), at.inputShape(0));
    return () -> {
      load(at.input(0), dy);
      load(at.input(1), kernel);
      Arrays.fill(dx, 0);
      terms.each((i, k, o) -> dx[i] += kernel[k] * dy[o]);
      store(dx, at.output());
    };
  }

  /** dkernel = Σ x · dy. */
  static Kernel kernelGradient(ConvolutionKernelGradient op, Operands at) {
    double[] x = new double[at.input(0).size()];
    double[] dy = new double[at.input(1).size()];
    double[] dkernel = new double[at.output().size()];
    Terms terms =
        new Terms(op.geometry(), op.groups(), at.inputShape(0), at.outputShape(), at.inputShape(1));
    return () -> {
      load(at.input(0), x);
      load(at.input(1), dy);
      Arrays.fill(dkernel, 0);
      terms.each((i, k, o) -> dkernel[k] += x[i] * dy[o]);
      store(dkernel, at.output());
    };
  }

  /** All products of a convolution. */
  private static final class Terms {
    private final Taps taps;
    private final int batch;
    private final int filters;
    private final int groups;
    private final int channelsPerGroup;

    Terms(WindowGeometry geometry, int groups, Shape x, Shape kernel, Shape y) {
      taps = new Taps(geometry, spatial(x), spatial(kernel));
      batch = y.size(0);
      filters = y.size(1);
      this.groups = groups;
      channelsPerGroup = kernel.size(1);
    }

    private static List<Integer> spatial(Shape shape) {
      return shape.toList().subList(2, shape.rank());
    }

    void each(Term term) {
      int channels = channelsPerGroup * groups;
      for (int n = 0; n < batch; n++) {
        for (int o = 0; o < filters; o++) {
          int first = o / (filters / groups) * channelsPerGroup;
          for (int c = 0; c < channelsPerGroup; c++) {
            int x = (n * channels + first + c) * taps.plane;
            int kernel = (o * channelsPerGroup + c) * taps.count;
            int y = (n * filters + o) * taps.places;
            plane(x, kernel, y, term);
          }
        }
      }
    }

    /** One plane of x on one plane of y. */
    private void plane(int x, int kernel, int y, Term term) {
      for (int place = 0; place < taps.places; place++) {
        for (int tap = 0; tap < taps.count; tap++) {
          int seen = taps.at(place, tap);
          if (seen != Taps.OUTSIDE) {
            term.add(x + seen, kernel + tap, y + place);
          }
        }
      }
    }
  }

  private static void load(Window from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from.get(i);
    }
  }

  private static void store(double[] from, Window to) {
    for (int i = 0; i < from.length; i++) {
      to.set(i, from[i]);
    }
  }
}
