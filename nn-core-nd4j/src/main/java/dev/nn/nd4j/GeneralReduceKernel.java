package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import java.util.Arrays;

/** Any axes, any type, element by element in float64. */
final class GeneralReduceKernel implements Kernel {
  private final Reduce op;
  private final Numbers x;
  private final Numbers y;
  private final int[] sizes;
  private final int[] strides;
  private final double[] totals;
  private final int elements;
  private final double count;

  GeneralReduceKernel(Binding binding, Reduce op, Merged axes) {
    this.op = op;
    x = Numbers.of(binding.input(0), binding.regions());
    y = Numbers.of(binding.output(0), binding.regions());
    sizes = axes.sizes().stream().mapToInt(Integer::intValue).toArray();
    strides = axes.resultStrides();
    totals = new double[binding.outputType(0).shape().elements()];
    elements = binding.inputType(0).shape().elements();
    count = op.count(binding.inputType(0).shape());
  }

  @Override
  public void run() {
    Arrays.fill(totals, ReduceKernels.start(op.reduction()));
    for (int i = 0; i < elements; i++) {
      int rest = i;
      int at = 0;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        at += rest % sizes[axis] * strides[axis];
        rest /= sizes[axis];
      }
      totals[at] = ReduceKernels.join(op.reduction(), totals[at], x.get(i));
    }
    for (int i = 0; i < totals.length; i++) {
      y.set(i, op.reduction() == Reduction.MEAN ? totals[i] / count : totals[i]);
    }
  }
}
