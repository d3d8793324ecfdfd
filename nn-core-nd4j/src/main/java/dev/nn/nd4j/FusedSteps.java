package dev.nn.nd4j;

import dev.nn.api.graph.Op;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps of an element-wise op as a graph of values: inputs first, then one value per step.
 * Aliases are looked through.
 */
final class FusedSteps {
  private final int inputs;
  private final List<Fused.Step> steps;
  private final List<Integer> results;
  // What an alias stands for; itself for any other value.
  private final int[] root;
  private final int[] uses;
  private final boolean[] scalar;

  /**
   * Looks at an op.
   *
   * @param single for each input, whether it is one element stretched over many
   */
  FusedSteps(Op op, boolean[] single) {
    inputs = single.length;
    steps = of(op, inputs);
    int values = inputs + steps.size();
    root = new int[values];
    uses = new int[values];
    scalar = new boolean[values];
    for (int value = 0; value < values; value++) {
      root[value] = value;
      if (value < inputs) {
        scalar[value] = single[value];
        continue;
      }
      Fused.Step step = steps.get(value - inputs);
      if (FloatStep.isAlias(step.op())) {
        root[value] = root[step.operands().get(0)];
      }
      scalar[value] = operands(value).stream().allMatch(this::isScalar);
    }
    for (int value = inputs; value < values; value++) {
      if (!isAlias(value)) {
        operands(value).forEach(operand -> uses[operand]++);
      }
    }
    results = results(op, inputs).stream().map(result -> root[result]).toList();
    results.forEach(result -> uses[result]++);
  }

  /** A single op is a program of one step. */
  static List<Fused.Step> of(Op op, int inputs) {
    if (op instanceof Fused fused) {
      return fused.steps();
    }
    List<Integer> operands = IntStream.range(0, inputs).boxed().toList();
    return List.of(new Fused.Step((Elementwise) op, operands));
  }

  /** The values that are results, as the op names them. */
  static List<Integer> results(Op op, int inputs) {
    return op instanceof Fused fused ? fused.results() : List.of(inputs);
  }

  int inputs() {
    return inputs;
  }

  /** Inputs and steps. */
  int values() {
    return root.length;
  }

  List<Integer> results() {
    return results;
  }

  boolean isAlias(int value) {
    return root[value] != value;
  }

  /** Whether it is the same for all elements. */
  boolean isScalar(int value) {
    return scalar[value];
  }

  /** What a step computes. */
  Elementwise op(int value) {
    return steps.get(value - inputs).op();
  }

  /** What a step reads. */
  List<Integer> operands(int value) {
    return steps.get(value - inputs).operands().stream().map(operand -> root[operand]).toList();
  }

  /** What a step reads first. */
  int left(int value) {
    return operands(value).get(0);
  }

  /** What a step reads second. */
  int right(int value) {
    return operands(value).get(1);
  }

  boolean is(int value, BinaryFunction function) {
    return value >= inputs && op(value) instanceof Binary b && b.function() == function;
  }

  boolean is(int value, UnaryFunction function) {
    return value >= inputs && op(value) instanceof Unary u && u.function() == function;
  }

  /** Whether exactly one step reads it, so that it need not exist on its own. */
  boolean isInner(int value) {
    return value >= inputs && !scalar[value] && uses[value] == 1;
  }
}
