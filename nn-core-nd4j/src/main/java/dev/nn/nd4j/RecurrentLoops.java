package dev.nn.nd4j;

/** What recurrent networks do with each element, in the form of {@link Loops}. */
final class RecurrentLoops {
  private RecurrentLoops() {}

  /**
   * σ(x) = ½ + ½·tanh(x/2), within 2e-7: 0.5 ns per element where {@link Functions#sigmoid}, which
   * also keeps all digits of results near 0, takes 1.2. A gate is multiplied by something of its
   * own order, so an absolute error is what counts.
   */
  static void sigmoid(float[] x, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = 0.5f * x[k];
    }
    Functions.tanh(out, out, n);
    for (int k = 0; k < n; k++) {
      out[k] = 0.5f + 0.5f * out[k];
    }
  }

  /** f·c + i·g: the cell. */
  static void cell(float[] i, float[] f, float[] g, float[] c, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = f[k] * c[k] + i[k] * g[k];
    }
  }

  /** a + d·o·(1 − b²): what arrives at the cell, from outside and through its tanh b. */
  static void atCell(float[] a, float[] d, float[] o, float[] b, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = a[k] + d[k] * o[k] * (1 - b[k] * b[k]);
    }
  }

  /** d·x·y·(1 − y): back through a product with x and a sigmoid y. */
  static void throughSigmoid(float[] d, float[] x, float[] y, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = d[k] * x[k] * (y[k] * (1 - y[k]));
    }
  }

  /** d·x·(1 − y²): back through a product with x and a tanh y. */
  static void throughTanh(float[] d, float[] x, float[] y, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = d[k] * x[k] * (1 - y[k] * y[k]);
    }
  }

  /** x + y·z. */
  static void addProduct(float[] x, float[] y, float[] z, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = x[k] + y[k] * z[k];
    }
  }

  /** z·h + (1 − z)·g: between the old and the new. */
  static void mix(float[] z, float[] h, float[] g, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = z[k] * h[k] + (1 - z[k]) * g[k];
    }
  }

  /** 1 − x. */
  static void complement(float[] x, float[] out, int n) {
    for (int k = 0; k < n; k++) {
      out[k] = 1 - x[k];
    }
  }
}
