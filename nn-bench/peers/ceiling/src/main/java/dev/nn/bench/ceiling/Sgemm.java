package dev.nn.bench.ceiling;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import dev.nn.bench.Product;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** A {@link Product} on memory of its own; what is done several times uses the same memory. */
final class Sgemm implements AutoCloseable {

  private final Product product;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;

  Sgemm(Product product) {
    this.product = product;
    a = filled(product.m() * product.k(), 0.5f);
    b = filled(product.k() * product.n(), 0.5f);
    c = filled(product.m() * product.n(), 0);
  }

  static FloatPointer filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return new FloatPointer(values);
  }

  void run() {
    for (int i = 0; i < product.times(); i++) {
      cblas_sgemm(
          CblasRowMajor,
          product.transposeA() ? CblasTrans : CblasNoTrans,
          product.transposeB() ? CblasTrans : CblasNoTrans,
          product.m(),
          product.n(),
          product.k(),
          1,
          a,
          product.transposeA() ? product.m() : product.k(),
          b,
          product.transposeB() ? product.k() : product.n(),
          0,
          c,
          product.n());
    }
  }

  @Override
  public void close() {
    a.close();
    b.close();
    c.close();
  }
}
