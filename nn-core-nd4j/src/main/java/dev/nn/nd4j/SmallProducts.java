package dev.nn.nd4j;

import org.bytedeco.javacpp.FloatPointer;

/**
 * C = A·B with few rows in A and C, as between the steps of a recurrent network. OpenBLAS copies B
 * into another order first, which then takes as long as multiplying. It does not for products of up
 * to 100³, so the product is cut into such ones: 105 instead of 52 to 68 GFLOP/s at 16 or 32 rows
 * times [256, 1024]. Each thread has its own.
 */
final class SmallProducts {
  /** What OpenBLAS multiplies without copying. */
  private static final int MOST = 1_000_000;

  private static final int ROWS = 32;

  /** The best width of 32, 64 and 128. */
  private static final int COLUMNS = 64;

  private static final int GRAIN = 16;

  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;

  /** Takes the pointers, whose positions it changes. */
  SmallProducts(FloatPointer a, FloatPointer b, FloatPointer c) {
    this.a = new FloatPointer(a);
    this.b = new FloatPointer(b);
    this.c = new FloatPointer(c);
  }

  /**
   * Computes C [m, n] from A [m, k] and B [k, n].
   *
   * @param aAt where in its memory A begins
   * @param lda length of a row in memory
   */
  void multiply(int m, int n, int k, long aAt, int lda, int ldb, long cAt, int ldc) {
    for (int top = 0; top < m; top += ROWS) {
      int rows = Math.min(ROWS, m - top);
      int most = MOST / (rows * COLUMNS) / GRAIN * GRAIN;
      int cuts = (k + most - 1) / most;
      int depth = ((k + cuts - 1) / cuts + GRAIN - 1) / GRAIN * GRAIN;
      for (int left = 0; left < n; left += COLUMNS) {
        int columns = Math.min(COLUMNS, n - left);
        c.position(cAt + (long) top * ldc + left);
        for (int from = 0; from < k; from += depth) {
          Blas.Sizes sizes =
              new Blas.Sizes(rows, columns, Math.min(depth, k - from), false, false, lda, ldb, ldc);
          a.position(aAt + (long) top * lda + from);
          b.position((long) from * ldb + left);
          Blas.multiply(sizes, from == 0 ? 0 : 1, a, b, c);
        }
      }
    }
  }
}
