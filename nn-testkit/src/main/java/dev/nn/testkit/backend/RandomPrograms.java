package dev.nn.testkit.backend;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Fused ops by seed: 3 to 10 steps over 1 to 5 inputs of different shapes, with one or more
 * results.
 *
 * <p>Programs are well-conditioned, so that float32 and float64 agree to the tolerance: an interval
 * is kept for every register, and a step is taken only if it neither divides by what may be near
 * zero nor grows beyond {@link #LIMIT}. Comparisons are between inputs, which both sides know
 * exactly.
 */
final class RandomPrograms {
  private static final double LIMIT = 30;

  private static final List<Shape> FULL =
      List.of(Shape.of(7), Shape.of(3, 5), Shape.of(33, 65), Shape.of(2, 3, 4, 5));

  /** What a register may hold. */
  private record Interval(double low, double high) {
    boolean within(double from, double to) {
      return low >= from && high <= to;
    }

    double magnitude() {
      return Math.max(Math.abs(low), Math.abs(high));
    }
  }

  private final Random random;
  private final DataType dtype;
  private final Shape full;
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Fused.Step> steps = new ArrayList<>();
  private final List<Interval> intervals = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();

  private RandomPrograms(int seed, DataType dtype) {
    this.random = new Random(seed);
    this.dtype = dtype;
    this.full = FULL.get(random.nextInt(FULL.size()));
  }

  /** The program of a seed, with values for its inputs. */
  static OpCase program(int seed, DataType dtype) {
    return new RandomPrograms(seed, dtype).build();
  }

  private OpCase build() {
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      input(i == 0 ? full : stretched());
    }
    int length = 3 + random.nextInt(8);
    while (steps.size() < length) {
      step();
    }
    List<Integer> candidates =
        IntStream.range(count, shapes.size())
            .filter(r -> shapes.get(r).equals(full))
            .boxed()
            .toList();
    if (candidates.isEmpty() || isBool(candidates.get(candidates.size() - 1))) {
      // Nothing has the full shape yet, or a bare comparison would be the result.
      add(new Binary(BinaryFunction.MAXIMUM), 0, lastNumber());
      candidates = List.of(shapes.size() - 1);
    }
    List<Integer> results = new ArrayList<>();
    results.add(candidates.get(candidates.size() - 1));
    for (int candidate : candidates.subList(0, candidates.size() - 1)) {
      if (random.nextInt(3) == 0) {
        results.add(candidate);
      }
    }
    Fused op = new Fused(count, steps, results);
    return OpCase.of(op, inputs.toArray(Tensor[]::new));
  }

  private void input(Shape shape) {
    double low = random.nextBoolean() ? -2 : 0.5;
    // The range depends on the place, so that inputs of one shape differ.
    double high = 2 + 0.1 * inputs.size();
    inputs.add(Samples.between(low - 0.01 * inputs.size(), high, dtype, shape));
    intervals.add(new Interval(low - 0.05, high));
    shapes.add(shape);
  }

  /** A shape that broadcasts to the full one: fewer axes, or some of size 1. */
  private Shape stretched() {
    Shape shape = full.subshape(random.nextInt(full.rank() + 1), full.rank());
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (random.nextInt(3) == 0) {
        shape = shape.with(axis, 1);
      }
    }
    return random.nextInt(3) == 0 ? full : shape;
  }

  private void step() {
    switch (random.nextInt(4)) {
      case 0 -> unary();
      case 1, 2 -> binary();
      default -> choose();
    }
  }

  private void unary() {
    int x = number();
    Interval at = intervals.get(x);
    UnaryFunction f = UnaryFunction.values()[random.nextInt(UnaryFunction.values().length)];
    boolean tame =
        switch (f) {
          case NEGATE, ABS, TANH, SIGMOID, RELU, SOFTPLUS, ERF, GELU, GELU_SLOPE, SIN, COS -> true;
          case EXP, EXPM1 -> at.high <= 3;
          case SQUARE -> at.magnitude() <= 5;
          case LOG, SQRT, RECIPROCAL -> at.within(0.3, LIMIT);
          case LOG1P -> at.within(-0.5, LIMIT);
          case SIGN, FLOOR -> x < inputs.size(); // They jump: only where the operand is exact.
        };
    if (tame) {
      add(new Unary(f), x);
    }
  }

  private void binary() {
    int x = number();
    int y = number();
    BinaryFunction f = BinaryFunction.values()[random.nextInt(BinaryFunction.values().length)];
    boolean tame =
        switch (f) {
          case ADD, SUBTRACT, MAXIMUM, MINIMUM, MULTIPLY -> true;
          case DIVIDE -> intervals.get(y).within(0.3, LIMIT);
          case POWER -> intervals.get(x).within(0.3, 4) && intervals.get(y).within(-2, 2.5);
        };
    if (tame) {
      add(new Binary(f), x, y);
    }
  }

  /** A comparison of two inputs, and a choice by it. */
  private void choose() {
    Comparison relation = Comparison.values()[random.nextInt(Comparison.values().length)];
    add(new Compare(relation), random.nextInt(inputs.size()), random.nextInt(inputs.size()));
    add(new Select(), shapes.size() - 1, number(), number());
  }

  /** Any register that does not hold truth values. */
  private int number() {
    int register;
    do {
      register = random.nextInt(shapes.size());
    } while (isBool(register));
    return register;
  }

  private int lastNumber() {
    int register = shapes.size() - 1;
    while (isBool(register)) {
      register--;
    }
    return register;
  }

  private boolean isBool(int register) {
    return register >= inputs.size() && steps.get(register - inputs.size()).op() instanceof Compare;
  }

  private void add(Elementwise op, Integer... operands) {
    Interval interval = interval(op, operands);
    if (interval.magnitude() > LIMIT) {
      return;
    }
    List<TensorType> types = new ArrayList<>();
    for (int operand : operands) {
      types.add(new TensorType(isBool(operand) ? DataType.BOOL : dtype, shapes.get(operand)));
    }
    steps.add(FusedCases.step(op, operands));
    intervals.add(interval);
    shapes.add(op.infer(types).get(0).shape());
  }

  /** By sampling the corners and the inside of the box of operands, a little widened. */
  private Interval interval(Elementwise op, Integer... operands) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int points = (int) Math.pow(9, operands.length);
    for (int point = 0; point < points; point++) {
      double[] x = new double[operands.length];
      for (int i = 0, rest = point; i < x.length; i++, rest /= 9) {
        Interval at = intervals.get(operands[i]);
        x[i] = at.low + (at.high - at.low) * (rest % 9) / 8;
      }
      double y = op.apply(x);
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    double slack = 0.02 * (high - low);
    return new Interval(low - slack, high + slack);
  }
}
