package dev.nn.nd4j;

import dev.nn.api.tensor.DataType;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/**
 * C = A·B in float32 as many products so small that OpenBLAS multiplies them as they lie in memory.
 * Larger ones it first copies into another order, which costs 10–50 % where a side is short or A is
 * transposed. Only on processors with AVX-512; on others OpenBLAS always copies.
 *
 * <p>GFLOP/s on one core of a Zen 4 (peak 115) whole and in tiles, A and B written as they lie:
 *
 * <pre>
 *   A·B   [128, 784]·[784, 256]     93  112     A B as it lies
 *         [1024, 128]·[128, 384]    96  107
 *         [16, 512]·[512, 256]      48  111
 *         [1024, 64]·[64, 1024]     85  106     B copied
 *   Aᵀ·B  [128, 384]ᵀ·[128, 512]    94  102
 *         [2048, 128]ᵀ·[2048, 256]  64   98
 *         [256, 1024]ᵀ·[256, 512]   80   77     therefore whole
 *   A·Bᵀ  [1024, 384]·[128, 384]ᵀ   97  105     B turned
 *         [128, 512]·[256, 512]ᵀ    93  101     B as it lies
 *         [64, 500]·[400, 500]ᵀ     81   98
 *         [128, 1024]·[512, 1024]ᵀ  76   74     therefore whole
 * </pre>
 */
final class TiledProduct implements Blas.Gemm {
  /** What OpenBLAS multiplies without copying. */
  private static final int MOST = 1_000_000;

  private static final int ROWS = 32;

  /** The best width of 32, 64 and 128; a constant, for the loop that turns B. */
  private static final int COLUMNS = 64;

  /** A·Bᵀ is multiplied without copying if C has up to 1200 elements. */
  private static final int COLUMNS_OF_TURNED = 32;

  private static final int GRAIN = 16;

  /** Fewer columns than this, and the tiles are too narrow. */
  private static final int NARROW = 32;

  /** With more work, the blocks that OpenBLAS makes for all levels of the cache pay. */
  private static final double LARGE = 1 << 29;

  /** With as many elements C does not stay in the second-level cache while it is added to. */
  private static final int LARGE_RESULT = 1 << 19;

  /** As many rows of A pay for a copy of B. */
  private static final int ROWS_FOR_COPY = 256;

  /** As many rows of A pay for turning B, which takes 0.5 ns per element. */
  private static final int ROWS_FOR_TURN = 512;

  /** With fewer terms, the sums that A·Bᵀ makes across a register's lanes count. */
  private static final int DEEP = 256;

  /** Rows at multiples of 4 KiB fall on the same few lines of the first-level cache. */
  private static final int COLLIDING = 1024;

  /** Where B is read from. */
  private enum Reading {
    AS_IT_LIES,
    COPIED,
    TURNED
  }

  private final Blas.Sizes sizes;
  private final Reading reading;
  private final int rows;
  private final int columns;
  private final int depth;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;
  private final FloatBuffer elements;
  private final int elementsAt;

  /**
   * The product if tiles are the faster way.
   *
   * @param a where A begins, and so on
   * @param elements what B is in
   * @param elementsAt where B begins in it
   */
  static Optional<Blas.Gemm> of(
      Blas.Sizes sizes,
      FloatPointer a,
      FloatPointer b,
      FloatPointer c,
      FloatBuffer elements,
      int elementsAt,
      Workspace[] workspaces) {
    Optional<Reading> reading = reading(sizes);
    if (reading.isEmpty()) {
      return Optional.empty();
    }
    TiledProduct made = new TiledProduct(sizes, reading.get(), a, b, c, elements, elementsAt);
    if (made.reading != Reading.AS_IT_LIES) {
      for (Workspace workspace : workspaces) {
        workspace.columns.reserve((long) made.depth * COLUMNS * Float.BYTES);
        if (made.reading == Reading.TURNED) {
          workspace.reservePlanes(made.depth * COLUMNS, made.depth);
        }
      }
    }
    return Optional.of(made);
  }

  private static Optional<Reading> reading(Blas.Sizes s) {
    double work = (double) s.m() * s.n() * s.k();
    if (s.m() == 1 || s.n() < NARROW || work <= MOST || work > LARGE || s.transA() && s.transB()) {
      return Optional.empty();
    }
    if (s.transB()) {
      if (s.m() >= ROWS_FOR_TURN) {
        return Optional.of(Reading.TURNED);
      }
      boolean collides = s.lda() % COLLIDING == 0 || s.ldb() % COLLIDING == 0;
      return s.k() < DEEP || collides ? Optional.empty() : Optional.of(Reading.AS_IT_LIES);
    }
    if (s.transA() && s.m() * s.n() >= LARGE_RESULT) {
      return Optional.empty();
    }
    boolean copy = s.ldb() % COLLIDING == 0 && s.m() >= ROWS_FOR_COPY;
    return Optional.of(copy ? Reading.COPIED : Reading.AS_IT_LIES);
  }

  private TiledProduct(
      Blas.Sizes sizes,
      Reading reading,
      FloatPointer a,
      FloatPointer b,
      FloatPointer c,
      FloatBuffer elements,
      int elementsAt) {
    this.sizes = sizes;
    this.reading = reading;
    this.a = a;
    this.b = b;
    this.c = c;
    this.elements = elements;
    this.elementsAt = elementsAt;
    rows = Math.min(ROWS, sizes.m());
    columns = sizes.transB() && reading == Reading.AS_IT_LIES ? COLUMNS_OF_TURNED : COLUMNS;
    int most = MOST / (rows * columns) / GRAIN * GRAIN;
    int cuts = (sizes.k() + most - 1) / most;
    depth = Math.min(sizes.k(), ((sizes.k() + cuts - 1) / cuts + GRAIN - 1) / GRAIN * GRAIN);
  }

  @Override
  public void run(Workspace workspace) {
    for (int from = 0; from < sizes.k(); from += depth) {
      int deep = Math.min(depth, sizes.k() - from);
      for (int left = 0; left < sizes.n(); left += columns) {
        multiply(from, deep, left, Math.min(columns, sizes.n() - left), workspace);
      }
    }
  }

  /** The share that {@code deep} of the terms have in {@code wide} columns of C. */
  private void multiply(int from, int deep, int left, int wide, Workspace workspace) {
    boolean transB = sizes.transB() && reading == Reading.AS_IT_LIES;
    FloatPointer right = b;
    int ldRight = sizes.ldb();
    if (reading == Reading.AS_IT_LIES) {
      right.position(transB ? (long) left * ldRight + from : (long) from * ldRight + left);
    } else {
      if (reading == Reading.COPIED) {
        copy(from, deep, left, wide, workspace.columns.floats());
      } else {
        turn(from, deep, left, wide, workspace);
      }
      right = (FloatPointer) workspace.columns.pointer(DataType.FLOAT32);
      right.position(0);
      ldRight = COLUMNS;
    }
    int lda = sizes.lda();
    for (int top = 0; top < sizes.m(); top += rows) {
      a.position(sizes.transA() ? (long) from * lda + top : (long) top * lda + from);
      c.position((long) top * sizes.ldc() + left);
      Blas.multiply(
          Math.min(rows, sizes.m() - top),
          wide,
          deep,
          sizes.transA(),
          a,
          lda,
          transB,
          right,
          ldRight,
          from == 0 ? 0 : 1,
          c,
          sizes.ldc());
    }
  }

  private void copy(int from, int deep, int left, int wide, FloatBuffer to) {
    int at = elementsAt + from * sizes.ldb() + left;
    for (int i = 0; i < deep; i++) {
      to.put(i * COLUMNS, elements, at + i * sizes.ldb(), wide);
    }
  }

  private void turn(int from, int deep, int left, int wide, Workspace workspace) {
    for (int j = 0; j < wide; j++) {
      elements.get(elementsAt + (left + j) * sizes.ldb() + from, workspace.row, 0, deep);
      turn(workspace.row, deep, workspace.plane, j);
    }
    workspace.columns.floats().put(0, workspace.plane, 0, deep * COLUMNS);
  }

  private static void turn(float[] row, int n, float[] plane, int column) {
    for (int i = 0; i < n; i++) {
      plane[i * COLUMNS + column] = row[i];
    }
  }
}
