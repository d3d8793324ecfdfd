package dev.nn.reference;

import static dev.nn.reference.Single.bools;
import static dev.nn.reference.Single.counting;
import static dev.nn.reference.Single.ints;
import static dev.nn.reference.Single.matrix;
import static dev.nn.reference.Single.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.backend.BackendException;
import dev.nn.api.op.ArgMax;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Gather;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.ScatterAdd;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ops that are not element by element: linear, reductions, shape, indexing. */
class StructureTest {
  private static final Tensor A = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6});
  private static final Tensor A_TRANSPOSED =
      matrix(new double[] {1, 4}, new double[] {2, 5}, new double[] {3, 6});
  private static final Tensor B =
      matrix(new double[] {1, 0}, new double[] {2, 1}, new double[] {0, -1});
  private static final Tensor B_TRANSPOSED =
      matrix(new double[] {1, 2, 0}, new double[] {0, 1, -1});
  private static final Tensor PRODUCT = matrix(new double[] {5, -1}, new double[] {14, -1});

  @Test
  void matmulMultipliesRowsByColumns() {
    assertEquals(PRODUCT, Single.run(new MatMul(false, false), A, B));
    assertEquals(PRODUCT, Single.run(new MatMul(true, false), A_TRANSPOSED, B));
    assertEquals(PRODUCT, Single.run(new MatMul(false, true), A, B_TRANSPOSED));
    assertEquals(PRODUCT, Single.run(new MatMul(true, true), A_TRANSPOSED, B_TRANSPOSED));
  }

  @Test
  void matmulMultipliesEachPairOfAStack() {
    // [[0, 1], [2, 3]]·[[0], [1]] and [[4, 5], [6, 7]]·[[2], [3]].
    assertEquals(
        Tensor.of(Shape.of(2, 2, 1), new double[] {1, 3, 23, 33}),
        Single.run(new MatMul(false, false), counting(2, 2, 2), counting(2, 2, 1)));
  }

  @Test
  void matmulOverNothingIsZero() {
    assertEquals(
        matrix(new double[] {0, 0}, new double[] {0, 0}),
        Single.run(
            new MatMul(false, false),
            Tensor.of(Shape.of(2, 0), new double[0]),
            Tensor.of(Shape.of(0, 2), new double[0])));
  }

  @Test
  void reduceGoesOverTheGivenAxes() {
    assertEquals(vector(6, 15), Single.run(reduce(Reduction.SUM, 1), A));
    assertEquals(vector(5, 7, 9), Single.run(reduce(Reduction.SUM, 0), A));
    assertEquals(vector(2.5, 3.5, 4.5), Single.run(reduce(Reduction.MEAN, 0), A));
    assertEquals(vector(3, 6), Single.run(reduce(Reduction.MAX, 1), A));
    assertEquals(vector(1, 2, 3), Single.run(reduce(Reduction.MIN, 0), A));
    assertEquals(3.5, Single.run(reduce(Reduction.MEAN, 0, 1), A).item());
    assertEquals(
        vector(6, 15).reshape(Shape.of(2, 1)),
        Single.run(new Reduce(Reduction.SUM, List.of(1), true), A));
    // Of 0 … 23 in [2, 3, 4], over the first and last axis: rows 0–3 with 12–15, and so on.
    assertEquals(vector(60, 92, 124), Single.run(reduce(Reduction.SUM, 0, 2), counting(2, 3, 4)));
  }

  @Test
  void reduceOfNothingIsTheNeutralElement() {
    Tensor nothing = Tensor.of(Shape.of(1, 0), new double[0]);
    assertEquals(vector(0), Single.run(reduce(Reduction.SUM, 1), nothing));
    assertEquals(vector(Double.NaN), Single.run(reduce(Reduction.MEAN, 1), nothing));
    assertEquals(vector(Double.NEGATIVE_INFINITY), Single.run(reduce(Reduction.MAX, 1), nothing));
  }

  private static Reduce reduce(Reduction reduction, Integer... axes) {
    return new Reduce(reduction, List.of(axes), false);
  }

  @Test
  void argmaxIsTheFirstGreatest() {
    assertEquals(
        ints(1, 0),
        Single.run(new ArgMax(), matrix(new double[] {-3, -1, -1}, new double[] {9, 2, 9})));
  }

  @Test
  void reshapeKeepsTheOrder() {
    assertEquals(A.reshape(Shape.of(3, 2)), Single.run(new Reshape(Shape.of(3, 2)), A));
  }

  @Test
  void transposeReordersAxes() {
    assertEquals(A_TRANSPOSED, Single.run(new Transpose(List.of(1, 0)), A));
    // y[k, i, j] = x[i, j, k]
    assertEquals(
        Tensor.of(Shape.of(2, 2, 3), new double[] {0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11}),
        Single.run(new Transpose(List.of(2, 0, 1)), counting(2, 3, 2)));
  }

  @Test
  void sliceTakesNeighbours() {
    assertEquals(
        matrix(new double[] {2, 3}, new double[] {5, 6}), Single.run(new Slice(1, 1, 2), A));
    assertEquals(matrix(new double[] {4, 5, 6}), Single.run(new Slice(0, 1, 1), A));
  }

  @Test
  void padSurroundsWithZeros() {
    assertEquals(
        matrix(new double[] {0, 1, 2, 3, 0, 0}, new double[] {0, 4, 5, 6, 0, 0}),
        Single.run(new Pad(1, 1, 2), A));
    assertEquals(
        matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {0, 0, 0}),
        Single.run(new Pad(0, 0, 1), A));
    assertEquals(bools(false, true, false), Single.run(new Pad(0, 1, 1), bools(true)));
  }

  @Test
  void concatPutsOneBehindTheOther() {
    Tensor column = vector(7, 8).reshape(Shape.of(2, 1));
    assertEquals(
        matrix(new double[] {1, 2, 3, 7}, new double[] {4, 5, 6, 8}),
        Single.run(new Concat(1), A, column));
    assertEquals(
        matrix(new double[] {7, 7, 1, 2, 3}, new double[] {8, 8, 4, 5, 6}),
        Single.run(new Concat(1), column, column, A));
    assertEquals(vector(1, 2, 3), Single.run(new Concat(0), vector(1), vector(2, 3)));
  }

  @Test
  void gatherPicksRows() {
    assertEquals(
        matrix(new double[] {4, 5, 6}, new double[] {1, 2, 3}, new double[] {4, 5, 6}),
        Single.run(new Gather(), A, ints(1, 0, 1)));
    assertEquals(
        Tensor.of(Shape.of(1, 2), new double[] {20, 10}),
        Single.run(new Gather(), vector(10, 20), ints(1, 0).reshape(Shape.of(1, 2))));
    assertEquals(vector(4, 5, 6), Single.run(new Gather(), A, Tensor.scalar(DataType.INT32, 1)));
  }

  @Test
  void gatherAndScatterNameTheLayerTheIndexAndTheTable() {
    for (int wrong : new int[] {2, -1}) {
      BackendException error =
          assertThrows(BackendException.class, () -> Single.run(new Gather(), A, ints(0, wrong)));
      assertEquals(
          "layer 'block/layer': index "
              + wrong
              + " is outside the 2 rows of the table (0 to 1); the data hold an index that the layer was not made for",
          error.getMessage());
    }
    assertThrows(BackendException.class, () -> Single.run(new ScatterAdd(3), ints(3), vector(1)));
  }

  @Test
  void scatterAddSumsRowsOfTheSameIndex() {
    assertEquals(
        matrix(new double[] {0, 0}, new double[] {6, 8}, new double[] {3, 4}),
        Single.run(
            new ScatterAdd(3),
            ints(1, 2, 1),
            matrix(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6})));
  }

  @Test
  void oneHotIsZeroForWhatIsOutside() {
    assertEquals(
        matrix(new double[] {0, 1, 0}, new double[] {0, 0, 0}, new double[] {0, 0, 0}),
        Single.run(new OneHot(3, DataType.FLOAT64), ints(1, 3, -1)));
    assertEquals(
        bools(true, false).reshape(Shape.of(1, 2)),
        Single.run(new OneHot(2, DataType.BOOL), ints(0)));
  }
}
