package dev.nn.nd4j;

/** Loops of several operations, as {@link Loops} in all else; for {@link Contraction}. */
final class FusedLoops {
  private FusedLoops() {}

  /**
   * y &gt; s ? dy : t. For s = t = 0 without a comparison, which C2 does not vectorise (0.3 instead
   * of 0.8 to 3 ns per element, depending on how well the branch is predicted): y becomes 0 or ∞,
   * and dy is confined between −that and that. Differs from the definition in one point: NaN stays
   * NaN.
   */
  static void gate(float[] y, float s, float[] dy, float t, float[] out, int n) {
    if (s == 0 && t == 0) {
      for (int i = 0; i < n; i++) {
        float bound = Math.max(y[i], 0f) * 1e38f * 1e38f * 1e38f; // Even 2⁻¹⁴⁹ becomes ∞.
        out[i] = Math.max(-bound, Math.min(bound, dy[i]));
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      out[i] = y[i] > s ? dy[i] : t;
    }
  }

  /** θ − m·s/(√v + ε). */
  static void descent(
      float[] theta, float[] m, float s, float[] v, float epsilon, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = theta[i] - m[i] * s / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }

  /** m + (x − m)·s. */
  static void approach(float[] m, float[] x, float s, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = m[i] + (x[i] - m[i]) * s;
    }
  }

  /** m + (x² − m)·s. */
  static void approachSquare(float[] m, float[] x, float s, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = m[i] + (x[i] * x[i] - m[i]) * s;
    }
  }

  /** x·s + y·t. */
  static void plus(float[] x, float s, float[] y, float t, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * s + y[i] * t;
    }
  }

  /** x·s − y·t. */
  static void minus(float[] x, float s, float[] y, float t, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * s - y[i] * t;
    }
  }

  /** x + y·t. */
  static void plusScaled(float[] x, float[] y, float t, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] + y[i] * t;
    }
  }

  /** x − y·t. */
  static void minusScaled(float[] x, float[] y, float t, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] - y[i] * t;
    }
  }

  /** x·s − y. */
  static void scaledMinus(float[] x, float s, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * s - y[i];
    }
  }

  /** sum + (x − m) and squares + (x − m)². */
  static void addMoments(float[] x, float m, float[] sum, float[] squares, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += x[i] - m;
      squares[i] += (x[i] - m) * (x[i] - m);
    }
  }

  /** sum + y and products + (x − m)·y. */
  static void addProducts(float[] x, float m, float[] y, float[] sum, float[] products, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += y[i];
      products[i] += (x[i] - m) * y[i];
    }
  }

  /** (x − m)·s + t. */
  static void normalise(float[] x, float m, float s, float t, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (x[i] - m) * s + t;
    }
  }

  /** a·dy − b·(x − m) − c. */
  static void normaliseGradient(
      float[] dy, float a, float[] x, float m, float b, float c, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = dy[i] * a - (x[i] - m) * b - c;
    }
  }
}
