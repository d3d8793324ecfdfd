package dev.nn.cli;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.model.Compiler;
import java.util.Arrays;
import java.util.List;

/**
 * How fast a backend multiplies matrices: C = A·B, all n×n in float32, counted as 2n³ operations.
 *
 * @param size n, the largest of 64, 128, …, 1024 with which a product takes no longer than a moment
 * @param perSecond operations per second
 */
record MatMulRate(int size, double perSecond) {
  private static final int SMALLEST = 64;
  private static final int LARGEST = 1024;

  /** A backend that needs longer for a product is measured with smaller ones. */
  private static final double MOMENT_SECONDS = 0.1;

  /** Measures for the given time, and a little before to find the size. */
  static MatMulRate measure(Backend backend, double seconds) {
    int size = SMALLEST;
    while (size < LARGEST && 8 * onceSeconds(backend, size) < MOMENT_SECONDS) {
      size *= 2;
    }
    int chosen = size;
    return with(
        backend,
        size,
        product -> {
          long start = System.nanoTime();
          long end = start + (long) (seconds * 1e9);
          int runs = 0;
          long now;
          do {
            product.run();
            runs++;
            now = System.nanoTime();
          } while (now < end);
          double operations = 2.0 * chosen * chosen * chosen * runs;
          return new MatMulRate(chosen, operations / ((now - start) / 1e9));
        });
  }

  private static double onceSeconds(Backend backend, int size) {
    return with(
        backend,
        size,
        product -> {
          long start = System.nanoTime();
          product.run();
          return (System.nanoTime() - start) / 1e9;
        });
  }

  private interface Use<R> {
    R of(Executable product);
  }

  private static <R> R with(Backend backend, int size, Use<R> use) {
    TensorType type = new TensorType(DataType.FLOAT32, Shape.of(size, size));
    GraphBuilder builder = new GraphBuilder();
    Value a = builder.emit(new Input("a", type));
    Value b = builder.emit(new Input("b", type));
    builder.output("c", a.matmul(b));
    VariableLayout none = new VariableLayout(List.of());
    try (Variables variables = backend.allocate(none);
        Executable product =
            backend.compile(
                Compiler.DEFAULT.compile(builder.build(), none, backend::supports), variables)) {
      float[] ones = new float[size * size];
      Arrays.fill(ones, 1f);
      product.input("a").write(ones, 0);
      product.input("b").write(ones, 0);
      product.run(); // The first run may be slower.
      return use.of(product);
    }
  }
}
