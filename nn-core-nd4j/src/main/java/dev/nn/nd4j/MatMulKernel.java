package dev.nn.nd4j;

import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/**
 * C = A·B by OpenBLAS, where it is faster in tiles ({@link TiledProduct}). Large products are cut
 * into one part per thread along the longer side of C: a column cut of [128, 784]·[784, 512] is
 * 12–23 % faster than a row cut, a row cut of [784, 128]·[128, 512] 13 % faster than a column cut.
 * Stacks of matrices are dealt out whole.
 */
final class MatMulKernel implements Kernel, Workers.Job {
  /** One core of a recent processor does about 75 GFLOP/s. */
  private static final double NANOS_PER_MULTIPLY_ADD = 2 / 75.0;

  /** Single rows are limited by memory: 25 GFLOP/s. */
  private static final double NANOS_PER_MULTIPLY_ADD_OF_ROW = 2 / 25.0;

  /** Cuts lie at multiples of this: a cache line of C, and OpenBLAS' own blocks. */
  private static final int GRAIN = 16;

  private final Workers workers;
  private final Workspace[] workspaces;
  private final Blas.Gemm[][] parts;

  static Kernel of(Binding binding) {
    MatMul op = (MatMul) binding.instruction().op();
    Shape a = binding.inputType(0).shape();
    Shape c = binding.outputType(0).shape();
    int k = a.size(op.transposeLeft() ? -2 : -1);
    if (c.elements() == 0) {
      return () -> {};
    }
    if (k == 0) {
      return MovementKernels.zero(binding.byteOutput(0));
    }
    return new MatMulKernel(binding, op, c, k);
  }

  private MatMulKernel(Binding binding, MatMul op, Shape c, int k) {
    workers = binding.workers();
    workspaces = binding.workspaces();
    int m = c.size(-2);
    int n = c.size(-1);
    int lda = op.transposeLeft() ? m : k;
    int ldb = op.transposeRight() ? k : n;
    Blas.Sizes sizes =
        new Blas.Sizes(m, n, k, op.transposeLeft(), op.transposeRight(), lda, ldb, n);
    int stack = c.elements() / (m * n);
    double work = (double) m * n * k * stack;
    double nanos = work * (m == 1 ? NANOS_PER_MULTIPLY_ADD_OF_ROW : NANOS_PER_MULTIPLY_ADD);
    int count = workers.partsFor(nanos);
    List<List<Blas.Gemm>> planned = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      planned.add(new ArrayList<>());
    }
    for (int i = 0; i < stack; i++) {
      if (stack >= count) {
        planned.get((int) ((long) i * count / stack)).add(gemm(binding, sizes, i, 0, m, 0, n));
      } else {
        cut(binding, sizes, i, planned);
      }
    }
    planned.removeIf(List::isEmpty);
    parts = planned.stream().map(p -> p.toArray(Blas.Gemm[]::new)).toArray(Blas.Gemm[][]::new);
  }

  /** Deals one product out. */
  private static void cut(
      Binding binding, Blas.Sizes sizes, int matrix, List<List<Blas.Gemm>> planned) {
    int count = planned.size();
    boolean byRows = sizes.m() > sizes.n();
    int side = byRows ? sizes.m() : sizes.n();
    int grains = (side + GRAIN - 1) / GRAIN;
    for (int part = 0; part < count; part++) {
      int from = Math.min(side, grains * part / count * GRAIN);
      int to = Math.min(side, grains * (part + 1) / count * GRAIN);
      if (from < to) {
        planned
            .get(part)
            .add(
                byRows
                    ? gemm(binding, sizes, matrix, from, to, 0, sizes.n())
                    : gemm(binding, sizes, matrix, 0, sizes.m(), from, to));
      }
    }
  }

  /**
   * Rows {@code top} to {@code bottom} and columns {@code left} to {@code right} of one product.
   */
  private static Blas.Gemm gemm(
      Binding binding, Blas.Sizes s, int matrix, int top, int bottom, int left, int right) {
    long a = (long) matrix * s.m() * s.k() + (s.transA() ? top : (long) top * s.lda());
    long b = (long) matrix * s.k() * s.n() + (s.transB() ? (long) left * s.ldb() : left);
    long c = (long) matrix * s.m() * s.n() + (long) top * s.ldc() + left;
    Blas.Sizes part = s.part(bottom - top, right - left);
    Regions regions = binding.regions();
    if (binding.outputType(0).dtype() == DataType.FLOAT64) {
      return new Blas.DoubleGemm(
          part,
          regions.doublePointer(binding.input(0), a),
          regions.doublePointer(binding.input(1), b),
          regions.doublePointer(binding.output(0), c));
    }
    FloatPointer first = regions.floatPointer(binding.input(0), a);
    FloatPointer second = regions.floatPointer(binding.input(1), b);
    FloatPointer product = regions.floatPointer(binding.output(0), c);
    Optional<Blas.Gemm> tiled =
        binding.avx512()
            ? TiledProduct.of(
                part,
                first,
                second,
                product,
                binding.floatInput(1),
                Math.toIntExact(b),
                binding.workspaces())
            : Optional.empty();
    return tiled.orElseGet(() -> new Blas.FloatGemm(part, first, second, product));
  }

  @Override
  public void run() {
    workers.run(this, parts.length);
  }

  @Override
  public void run(int part, int worker) {
    for (Blas.Gemm gemm : parts[part]) {
      gemm.run(workspaces[worker]);
    }
  }
}
