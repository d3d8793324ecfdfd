package dev.nn.reference;

import dev.nn.api.op.ArgMax;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** Many numbers become one. */
final class ReductionKernels {
  private ReductionKernels() {}

  /** Of no elements, the sum is 0, the mean NaN, the maximum −∞ and the minimum ∞. */
  static Kernel reduce(Reduce op, Operands at) {
    Shape from = at.inputShape(0);
    List<Integer> kept =
        IntStream.range(0, from.rank()).filter(axis -> !op.axes().contains(axis)).boxed().toList();
    Walk outer = walk(from, kept);
    Walk inner = walk(from, op.axes());
    int count = op.count(from);
    Window x = at.input(0);
    return () -> {
      int element = 0;
      for (outer.start(); outer.inside(); outer.next()) {
        double result =
            switch (op.reduction()) {
              case SUM, MEAN -> 0;
              case MAX -> Double.NEGATIVE_INFINITY;
              case MIN -> Double.POSITIVE_INFINITY;
            };
        for (inner.start(); inner.inside(); inner.next()) {
          double next = x.get(outer.at(0) + inner.at(0));
          result =
              switch (op.reduction()) {
                case SUM, MEAN -> result + next;
                case MAX -> Math.max(result, next);
                case MIN -> Math.min(result, next);
              };
        }
        boolean mean = op.reduction() == Reduction.MEAN;
        at.output().set(element++, mean ? result / count : result);
      }
    };
  }

  private static Walk walk(Shape from, List<Integer> axes) {
    return new Walk(
        Shape.of(axes.stream().map(from::size).toList()), Walk.pick(from.strides(), axes));
  }

  /** The first greatest wins. */
  static Kernel argMax(ArgMax op, Operands at) {
    int n = at.inputShape(0).size(-1);
    Window x = at.input(0);
    return () -> {
      for (int row = 0; row < at.output().size(); row++) {
        int best = 0;
        for (int i = 1; i < n; i++) {
          if (x.get(row * n + i) > x.get(row * n + best)) {
            best = i;
          }
        }
        at.output().set(row, best);
      }
    };
  }
}
