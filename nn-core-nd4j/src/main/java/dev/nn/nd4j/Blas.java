package dev.nn.nd4j;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS without its threads. {@code openblas_nolapack} and not {@code openblas_full}: it loads
 * 150 ms faster and has all that is needed.
 */
final class Blas {
  private static final int ROW_MAJOR = 101;
  private static final int AS_IS = 111;
  private static final int TRANSPOSED = 112;

  private Blas() {}

  /**
   * Loads the library and stops its own thread pool from being used. Two pools on the same cores
   * halve the speed: after a call with two threads, OpenBLAS' worker spins on while ours works.
   *
   * @throws LinkageError if there is no library for this platform
   */
  static void useOneThread() {
    Loader.load(openblas_nolapack.class);
    org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
  }

  /** One C = A·B on fixed memory. */
  interface Gemm {
    /** Computes it on the calling thread, whose workspace is given. */
    void run(Workspace workspace);
  }

  /** Sizes, transpositions and leading dimensions (row lengths in memory) of one product. */
  record Sizes(int m, int n, int k, boolean transA, boolean transB, int lda, int ldb, int ldc) {
    Sizes part(int m, int n) {
      return new Sizes(m, n, k, transA, transB, lda, ldb, ldc);
    }
  }

  /**
   * C = A·B + β·C on the calling thread, all of one type, float32 or float64, from the pointers'
   * positions on.
   */
  static void multiply(Sizes s, double beta, Pointer a, Pointer b, Pointer c) {
    if (c instanceof DoublePointer wide) {
      openblas_nolapack.cblas_dgemm(
          ROW_MAJOR,
          s.transA ? TRANSPOSED : AS_IS,
          s.transB ? TRANSPOSED : AS_IS,
          s.m,
          s.n,
          s.k,
          1,
          (DoublePointer) a,
          s.lda,
          (DoublePointer) b,
          s.ldb,
          beta,
          wide,
          s.ldc);
      return;
    }
    multiply(
        s.m,
        s.n,
        s.k,
        s.transA,
        (FloatPointer) a,
        s.lda,
        s.transB,
        (FloatPointer) b,
        s.ldb,
        beta,
        (FloatPointer) c,
        s.ldc);
  }

  /** The same in float32, for sizes that change from call to call. */
  static void multiply(
      int m,
      int n,
      int k,
      boolean transA,
      FloatPointer a,
      int lda,
      boolean transB,
      FloatPointer b,
      int ldb,
      double beta,
      FloatPointer c,
      int ldc) {
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR,
        transA ? TRANSPOSED : AS_IS,
        transB ? TRANSPOSED : AS_IS,
        m,
        n,
        k,
        1,
        a,
        lda,
        b,
        ldb,
        (float) beta,
        c,
        ldc);
  }

  /** y = y + x, on the calling thread. */
  static void add(int n, FloatPointer x, FloatPointer y) {
    openblas_nolapack.cblas_saxpy(n, 1, x, 1, y, 1);
  }

  /** C = A·B in float32. */
  record FloatGemm(Sizes s, FloatPointer a, FloatPointer b, FloatPointer c) implements Gemm {
    @Override
    public void run(Workspace workspace) {
      multiply(s, 0, a, b, c);
    }
  }

  /** C = A·B in float64. */
  record DoubleGemm(Sizes s, DoublePointer a, DoublePointer b, DoublePointer c) implements Gemm {
    @Override
    public void run(Workspace workspace) {
      multiply(s, 0, a, b, c);
    }
  }
}
