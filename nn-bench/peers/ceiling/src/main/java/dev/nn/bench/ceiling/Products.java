package dev.nn.bench.ceiling;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;

import dev.nn.bench.Product;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The products of a step and the optimizer's memory traffic.
 *
 * <p>What may be done in several ways (a convolution: image by image or the whole batch at once,
 * positions in rows or in columns) is tried and done in the fastest. The traffic is that of {@code
 * saxpy}, which reads two floats and writes one, over vectors as long as it takes.
 */
final class Products implements Session {

  private static final int SAXPY_FLOATS_MOVED = 3;

  private final List<Sgemm> products;
  private final int trafficLength;
  private final FloatPointer trafficFrom;
  private final FloatPointer trafficTo;

  Products(Workload workload) {
    products = workload.products().stream().map(Products::fastest).toList();
    trafficLength =
        (int) (workload.parameters() * workload.optimizer().floatsMoved() / SAXPY_FLOATS_MOVED);
    trafficFrom = Sgemm.filled(Math.max(1, trafficLength), 1);
    trafficTo = Sgemm.filled(Math.max(1, trafficLength), 1);
  }

  private static Sgemm fastest(Product product) {
    if (!product.stackable()) {
      return new Sgemm(product);
    }
    Product fastest =
        Stream.of(product, product.stacked())
            .flatMap(way -> Stream.of(way, way.flipped()))
            .min(Comparator.comparingLong(Products::nanos))
            .orElseThrow();
    return new Sgemm(fastest);
  }

  /** The fastest of several runs. */
  private static long nanos(Product product) {
    Sgemm sgemm = new Sgemm(product);
    try {
      long fastest = Long.MAX_VALUE;
      for (int i = 0; i < 10; i++) {
        long start = System.nanoTime();
        sgemm.run();
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
      return fastest;
    } finally {
      sgemm.close();
    }
  }

  @Override
  public void step() {
    products.forEach(Sgemm::run);
    if (trafficLength > 0) {
      cblas_saxpy(trafficLength, 1e-9f, trafficFrom, 1, trafficTo, 1);
    }
  }

  @Override
  public double loss() {
    return Double.NaN;
  }

  @Override
  public void close() {
    products.forEach(Sgemm::close);
    trafficFrom.close();
    trafficTo.close();
  }
}
