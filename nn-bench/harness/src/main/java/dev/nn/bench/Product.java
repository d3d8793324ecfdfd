package dev.nn.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A matrix product of a step, C = A B.
 *
 * @param transposeA A is stored transposed
 * @param transposeB B is stored transposed
 * @param m rows of C
 * @param n columns of C
 * @param k what is summed over
 * @param times how often it is done, each time with other numbers
 * @param stackable those times could also be one product: of A's rows, or, in a kernel's gradient,
 *     of the sums
 */
public record Product(
    boolean transposeA, boolean transposeB, int m, int n, int k, int times, boolean stackable) {

  static Product forward(int m, int n, int k, int times, boolean stackable) {
    return new Product(false, false, m, n, k, times, stackable);
  }

  /** dA = dC Bᵀ. */
  Product gradientOfA() {
    return new Product(false, true, m, k, n, times, stackable);
  }

  /** dB = Aᵀ dC. */
  Product gradientOfB() {
    return new Product(true, false, k, n, m, times, stackable);
  }

  /** The product and, in training, its gradients; that of A where it is not the data. */
  List<Product> withGradients(boolean training, boolean data) {
    List<Product> all = new ArrayList<>(List.of(this));
    if (training) {
      all.add(gradientOfB());
      if (!data) {
        all.add(gradientOfA());
      }
    }
    return all;
  }

  /** Cᵀ = Bᵀ Aᵀ, with the operands laid out accordingly. */
  public Product flipped() {
    return new Product(transposeB, transposeA, n, m, k, times, stackable);
  }

  /** All times at once. */
  public Product stacked() {
    return transposeA
        ? new Product(true, transposeB, m, n, k * times, 1, false)
        : new Product(false, transposeB, m * times, n, k, 1, false);
  }

  public double flops() {
    return 2.0 * m * n * k * times;
  }
}
