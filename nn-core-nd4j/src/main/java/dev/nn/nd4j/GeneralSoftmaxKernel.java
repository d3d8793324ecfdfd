package dev.nn.nd4j;

import dev.nn.api.graph.Op;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.Shape;
import java.nio.IntBuffer;

/** As {@link SoftmaxKernel}, for any type, in float64. */
final class GeneralSoftmaxKernel implements Kernel {
  private final boolean log;
  private final Numbers x;
  private final Numbers y;
  private final Numbers losses;
  private final IntBuffer classes;
  private final String place;
  private final int rows;
  private final int n;

  GeneralSoftmaxKernel(Binding binding) {
    Op op = binding.instruction().op();
    boolean loss = op instanceof SparseSoftmaxCrossEntropy;
    log = op instanceof LogSoftmax;
    x = Numbers.of(binding.input(0), binding.regions());
    y = Numbers.of(binding.output(loss ? 1 : 0), binding.regions());
    losses = loss ? Numbers.of(binding.output(0), binding.regions()) : null;
    classes = loss ? binding.intInput(1) : null;
    place = binding.place();
    Shape shape = binding.inputType(0).shape();
    n = shape.size(-1);
    rows = shape.elements() / n;
  }

  @Override
  public void run() {
    for (int row = 0; row < rows; row++) {
      row(row);
    }
  }

  private void row(int row) {
    int start = row * n;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + n; i++) {
      max = Math.max(max, x.get(i));
    }
    double sum = 0;
    for (int i = start; i < start + n; i++) {
      sum += Math.exp(x.get(i) - max);
    }
    if (losses != null) {
      int index = classes.get(row);
      IndexKernels.requireRow("sparse_softmax_cross_entropy", index, n, place);
      losses.set(row, Math.log(sum) - (x.get(start + index) - max));
    }
    for (int i = start; i < start + n; i++) {
      double shifted = x.get(i) - max;
      y.set(i, log ? shifted - Math.log(sum) : Math.exp(shifted) / sum);
    }
  }
}
