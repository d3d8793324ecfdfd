package dev.nn.core.optimize;

import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.BatchNormGradient;
import dev.nn.api.op.BatchNormReluGradient;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What surrounds batch normalisation and need not pass over images of its own.
 *
 * <p>A bias before batch normalisation cancels: with z = x + b for each channel, z − μ(z) = x −
 * μ(x). So b is added to μ instead of to whole images, and its gradient, the sum of ∂x, is 0 and
 * need not be added up. ReLU behind it: its gradient is computed on the way by {@link
 * BatchNormReluGradient}.
 */
final class BatchNormRules {
  private BatchNormRules() {}

  /** What to compute in place of {@code op} on {@code inputs}: all its outputs. */
  static Optional<List<Value>> replacement(Op op, List<Value> inputs) {
    if (op instanceof BatchNorm) {
      return bias(inputs.get(0)).map(bias -> withoutBias(op, inputs, bias));
    }
    if (op instanceof BatchNormGradient gradient) {
      List<Value> operands = withoutBiasInGradient(inputs);
      Optional<List<Value>> joined = withRelu(gradient, operands);
      return joined.isPresent() || operands.equals(inputs)
          ? joined
          : Optional.of(inputs.get(0).builder().emit(op, operands));
    }
    if (op instanceof Reduce reduce) {
      return sumOfGradient(reduce, inputs.get(0)).map(List::of);
    }
    return Optional.empty();
  }

  /** The b in z = x + b, if it is one number for each channel. */
  private static Optional<Value> bias(Value z) {
    if (!(z.op() instanceof Binary add) || add.function() != BinaryFunction.ADD) {
      return Optional.empty();
    }
    Shape bias = z.input(1).shape();
    int channels = z.shape().size(1);
    int axis = 1 + bias.rank() - z.shape().rank();
    boolean perChannel =
        z.input(0).shape().equals(z.shape())
            && axis >= 0
            && bias.elements() == channels
            && bias.size(axis) == channels;
    return perChannel ? Optional.of(z.input(1)) : Optional.empty();
  }

  private static List<Value> withoutBias(Op op, List<Value> inputs, Value bias) {
    List<Value> operands = new ArrayList<>(inputs);
    operands.set(0, inputs.get(0).input(0));
    List<Value> outputs = new ArrayList<>(bias.builder().emit(op, operands));
    Value mean = outputs.get(1);
    outputs.set(1, mean.add(source(bias).reshape(mean.shape())));
    return outputs;
  }

  /**
   * The inputs of a gradient, z and μ(z) replaced by x and μ(x) as {@link #withoutBias} left it.
   */
  private static List<Value> withoutBiasInGradient(List<Value> inputs) {
    Optional<Value> bias = bias(inputs.get(0));
    Value mean = inputs.get(2);
    if (bias.isEmpty()
        || !(mean.op() instanceof Binary add)
        || add.function() != BinaryFunction.ADD
        || !isMeanOf(mean.input(0), inputs.get(0).input(0))
        || !source(mean.input(1)).equals(source(bias.get()))) {
      return inputs;
    }
    List<Value> operands = new ArrayList<>(inputs);
    operands.set(0, inputs.get(0).input(0));
    operands.set(2, mean.input(0));
    return operands;
  }

  /** If what comes back is ∂a of a = max(0, y), let through where a &gt; 0. */
  private static Optional<List<Value>> withRelu(BatchNormGradient op, List<Value> inputs) {
    Value dy = inputs.get(4);
    if (!(dy.op() instanceof Select) || !isZero(dy.input(2)) || !isPositive(dy.input(0))) {
      return Optional.empty();
    }
    Value y = dy.input(0).input(0).input(0);
    boolean same =
        y.op().equals(new BatchNorm(op.epsilon()))
            && y.ref().index() == 0
            && y.input(1).equals(inputs.get(1))
            && isMeanOf(inputs.get(2), inputs.get(0))
            && inputs.get(2).ref().node() == y.ref().node()
            && dy.input(1).shape().equals(dy.shape());
    if (!same) {
      return Optional.empty();
    }
    List<Value> operands = new ArrayList<>(inputs);
    operands.set(4, dy.input(1));
    operands.add(y.input(2));
    return Optional.of(y.builder().emit(new BatchNormReluGradient(op.epsilon()), operands));
  }

  /** Whether it is max(0, y) &gt; 0. */
  private static boolean isPositive(Value condition) {
    return condition.op().equals(new Compare(Comparison.GREATER))
        && condition.input(0).op().equals(new Unary(UnaryFunction.RELU))
        && isZero(condition.input(1));
  }

  private static boolean isZero(Value value) {
    return value.op() instanceof Constant constant
        && constant.value().size() == 1
        && constant.value().get(0) == 0;
  }

  /** What was brought into shape. */
  private static Value source(Value value) {
    return value.op() instanceof Reshape ? source(value.input(0)) : value;
  }

  private static boolean isMeanOf(Value mean, Value x) {
    return mean.op() instanceof BatchNorm && mean.ref().index() == 1 && mean.input(0).equals(x);
  }

  /**
   * Σ∂x = γ·r·(Σ∂y − Σ∂y − Σn·mean ∂y·n) = 0, n having a mean of 0. Where ∂x has NaN, so has ∂β or
   * ∂γ: ∂β − ∂β + ∂γ − ∂γ keeps that.
   */
  private static Optional<Value> sumOfGradient(Reduce sum, Value dx) {
    List<Integer> others =
        IntStream.range(0, dx.shape().rank()).filter(axis -> axis != 1).boxed().toList();
    boolean cancels =
        sum.reduction() == Reduction.SUM
            && sum.axes().equals(others)
            && (dx.op() instanceof BatchNormGradient || dx.op() instanceof BatchNormReluGradient)
            && dx.ref().index() == 0
            && isMeanOf(dx.input(2), dx.input(0));
    if (!cancels) {
      return Optional.empty();
    }
    Value dgamma = dx.builder().value(new Ref(dx.ref().node(), 1));
    Value dbeta = dx.builder().value(new Ref(dx.ref().node(), 2));
    Value zero = dbeta.subtract(dbeta).add(dgamma.subtract(dgamma));
    return Optional.of(zero.reshape(sum.infer(List.of(dx.type())).get(0).shape()));
  }
}
