package dev.nn.testkit.backend;

import static dev.nn.api.tensor.DataType.BOOL;
import static dev.nn.api.tensor.DataType.FLOAT32;
import static dev.nn.api.tensor.DataType.FLOAT64;
import static dev.nn.api.tensor.DataType.INT32;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Element by element, broadcasting. */
final class ElementwiseCases {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static final List<DataType> FLOATING = List.of(FLOAT32, FLOAT64);

  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(7),
          Shape.of(16),
          Shape.of(3, 5),
          Shape.of(2, 1, 3, 5),
          Shape.of(33, 65));

  /** Same, row, column, scalar and outer broadcasts, either operand the smaller. */
  private static final List<List<Shape>> PAIRS =
      List.of(
          List.of(Shape.SCALAR, Shape.SCALAR),
          List.of(Shape.of(1), Shape.SCALAR),
          List.of(Shape.of(7), Shape.of(7)),
          List.of(Shape.of(2000), Shape.of(2000)),
          List.of(Shape.of(3, 5), Shape.of(3, 5)),
          List.of(Shape.of(33, 65), Shape.of(65)),
          List.of(Shape.of(65), Shape.of(33, 65)),
          List.of(Shape.of(33, 65), Shape.of(33, 1)),
          List.of(Shape.of(33, 1), Shape.of(33, 65)),
          List.of(Shape.of(33, 65), Shape.SCALAR),
          List.of(Shape.SCALAR, Shape.of(33, 65)),
          List.of(Shape.of(33, 65), Shape.of(1, 1)),
          List.of(Shape.of(4, 1), Shape.of(1, 6)),
          List.of(Shape.of(4, 1), Shape.of(6)),
          List.of(Shape.of(2, 3, 4, 5), Shape.of(3, 1, 5)),
          List.of(Shape.of(2, 3, 4, 5), Shape.of(1, 3, 1, 1)),
          List.of(Shape.of(7, 3, 20, 33), Shape.of(3, 1, 1)),
          List.of(Shape.of(5, 1), Shape.of(90, 5, 9)),
          List.of(Shape.of(2, 1, 4, 1), Shape.of(1, 3, 1, 5)));

  private ElementwiseCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (UnaryFunction function : UnaryFunction.values()) {
      unary(function, cases);
    }
    for (BinaryFunction function : BinaryFunction.values()) {
      binary(function, cases);
    }
    for (Comparison comparison : Comparison.values()) {
      compare(comparison, cases);
    }
    for (DataType dtype : DataType.values()) {
      select(dtype, cases);
      cast(dtype, cases);
      broadcast(dtype, cases);
    }
    return cases;
  }

  private static void unary(UnaryFunction function, List<OpCase> cases) {
    Unary op = new Unary(function);
    double low =
        switch (function) {
          case LOG, SQRT, RECIPROCAL -> 0.1;
          case LOG1P -> -0.9;
          default -> -3;
        };
    for (DataType dtype : FLOATING) {
      for (Shape shape : SHAPES) {
        cases.add(OpCase.of(op, Samples.between(low, 3, dtype, shape)));
      }
      double denormal = dtype == FLOAT32 ? 1e-40 : 1e-310;
      cases.add(
          OpCase.of(op, Samples.vector(dtype, 0, -0.0, 1, -1, NAN, INF, -INF, 1e4, -1e4))
              .note("special values"));
      cases.add(OpCase.of(op, Samples.vector(dtype, denormal, -denormal)).note("denormal"));
      cases.add(
          OpCase.of(op, Samples.vector(dtype, 20, -20, 80, -80, 1e-3, -1e-3, 1e-6, -1e-6))
              .note("large and small"));
    }
  }

  private static void binary(BinaryFunction function, List<OpCase> cases) {
    Binary op = new Binary(function);
    for (List<Shape> pair : PAIRS) {
      for (DataType dtype : FLOATING) {
        Tensor x =
            Samples.between(function == BinaryFunction.POWER ? 0.2 : -2, 2, dtype, pair.get(0));
        Tensor y =
            Samples.between(function == BinaryFunction.DIVIDE ? 0.3 : -1.5, 2, dtype, pair.get(1));
        cases.add(OpCase.of(op, x, y));
      }
      // Divisors and exponents of integers: not zero, not negative.
      boolean limited = function == BinaryFunction.DIVIDE || function == BinaryFunction.POWER;
      Tensor x = Samples.between(-9, 10, INT32, pair.get(0));
      Tensor y = Samples.between(limited ? 1 : -9, limited ? 6 : 10, INT32, pair.get(1));
      cases.add(OpCase.of(op, x, y));
    }
    for (DataType dtype : FLOATING) {
      cases.add(
          OpCase.of(
                  op,
                  Samples.vector(dtype, 0, 1, -1, INF, -INF, INF, NAN, 2, NAN, 1e4, -1e4),
                  Samples.vector(dtype, 0, 0, 0, INF, 2, -INF, 1, NAN, NAN, 2, 3))
              .note("special values"));
      cases.add(
          OpCase.of(
                  op,
                  Samples.vector(dtype, -2, -2, 3, 0.5, -1.5),
                  Samples.vector(dtype, 3, 2, -2, -1, 1))
              .note("negative base, whole exponent"));
    }
    cases.add(
        OpCase.of(
                op,
                Samples.vector(INT32, 46341, -70001, 16777217, -7),
                Samples.vector(INT32, 1, 1, 1, 1))
            .note("beyond float32's 24 bits"));
    if (function == BinaryFunction.MULTIPLY) {
      cases.add(
          OpCase.of(op, Samples.vector(INT32, 46341, -70001), Samples.vector(INT32, 46339, 30001))
              .note("product beyond float32's 24 bits"));
    }
  }

  private static void compare(Comparison comparison, List<OpCase> cases) {
    Compare op = new Compare(comparison);
    boolean ordered = comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL;
    for (DataType dtype : DataType.values()) {
      if (dtype == BOOL && ordered) {
        continue; // Legal, but nobody asks whether true exceeds false.
      }
      for (List<Shape> pair : PAIRS) {
        Tensor x = Samples.coarse(0, dtype, pair.get(0));
        Tensor y = Samples.coarse(0.25, dtype, pair.get(1));
        cases.add(OpCase.of(op, x, y).note("many ties"));
      }
    }
    for (DataType dtype : FLOATING) {
      cases.add(
          OpCase.of(
                  op,
                  Samples.vector(dtype, NAN, 1, NAN, INF, INF, -INF, 0, 1e4),
                  Samples.vector(dtype, 1, NAN, NAN, INF, -INF, INF, -0.0, -1e4))
              .note("special values"));
    }
  }

  private static void select(DataType dtype, List<OpCase> cases) {
    List<List<Shape>> triples =
        List.of(
            List.of(Shape.SCALAR, Shape.SCALAR, Shape.SCALAR),
            List.of(Shape.of(7), Shape.of(7), Shape.of(7)),
            List.of(Shape.of(33, 65), Shape.of(33, 65), Shape.of(33, 65)),
            List.of(Shape.of(33, 65), Shape.of(33, 65), Shape.SCALAR),
            List.of(Shape.of(33, 65), Shape.SCALAR, Shape.of(65)),
            List.of(Shape.of(33, 1), Shape.of(65), Shape.of(33, 65)),
            List.of(Shape.of(4, 1, 5), Shape.of(2, 1, 3, 1), Shape.of(5)));
    for (List<Shape> shapes : triples) {
      cases.add(
          OpCase.of(
                  new Select(),
                  Samples.of(BOOL, shapes.get(0)),
                  Samples.between(1, 9, dtype, shapes.get(1)),
                  Samples.between(-9, -1, dtype, shapes.get(2)))
              .exactly());
    }
    if (dtype.isFloating()) {
      cases.add(
          OpCase.of(
                  new Select(),
                  Samples.vector(BOOL, 1, 0, 1, 0),
                  Samples.vector(dtype, 1, NAN, 3, INF),
                  Samples.vector(dtype, NAN, 2, -INF, 4))
              .note("what is not chosen must not leak")
              .exactly());
    }
  }

  private static void cast(DataType from, List<OpCase> cases) {
    for (DataType to : DataType.values()) {
      for (Shape shape : SHAPES) {
        cases.add(OpCase.of(new Cast(to), Samples.between(-9, 10, from, shape)).exactly());
      }
      cases.add(
          OpCase.of(new Cast(to), Samples.vector(from, 0, -0.0, 0.5, -0.5, 2.99, -2.99, 1))
              .note("truncation")
              .exactly());
      cases.add(
          OpCase.of(new Cast(to), Samples.vector(from, 16777217, -123456789, 2147483520))
              .note("large")
              .exactly());
    }
  }

  private static void broadcast(DataType dtype, List<OpCase> cases) {
    List<List<Shape>> pairs =
        List.of(
            List.of(Shape.SCALAR, Shape.SCALAR),
            List.of(Shape.SCALAR, Shape.of(3, 5)),
            List.of(Shape.of(1), Shape.of(1025)),
            List.of(Shape.of(5), Shape.of(3, 5)),
            List.of(Shape.of(3, 1), Shape.of(3, 5)),
            List.of(Shape.of(3, 5), Shape.of(3, 5)),
            List.of(Shape.of(1, 65), Shape.of(33, 65)),
            List.of(Shape.of(4), Shape.of(2, 3, 4)),
            List.of(Shape.of(3, 1, 1), Shape.of(2, 3, 4, 5)),
            List.of(Shape.of(2, 1, 4, 1), Shape.of(2, 3, 4, 5)));
    for (List<Shape> pair : pairs) {
      cases.add(OpCase.of(new BroadcastTo(pair.get(1)), Samples.of(dtype, pair.get(0))).exactly());
    }
  }
}
