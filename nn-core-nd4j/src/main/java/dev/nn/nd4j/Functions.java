package dev.nn.nd4j;

import java.util.Arrays;

/**
 * Float32 functions beyond one machine instruction, over whole tiles. Each is split into loops that
 * C2 vectorises: 0.5–0.7 ns per element where {@code Math.exp} takes 15 and {@code Math.tanh} 35. A
 * result may be the operand.
 */
final class Functions {
  private static final float LOG2_E = 1.44269504f;
  // ln 2 in two pieces, the first with few bits, so that n·ln 2 is exact (Cephes).
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  // Adding 1.5·2²³ rounds to a whole number, which then is in the low bits.
  private static final float ROUNDER = 12582912f;
  // Beyond these eˣ is 0 and ∞ in the arithmetic below.
  private static final float EXP_MIN = -87.5f;
  private static final float EXP_MAX = 89f;
  // Beyond this the rational approximation of tanh no longer grows, and tanh x is 1 in float32.
  private static final float TANH_MAX = 7.90531110763549805f;
  // Here the rational approximation of erf is exactly 1, so that gelu of −10000 is 0.
  private static final float ERF_MAX = 3.81f;
  private static final float SQRT_HALF = 0.70710678f;
  private static final float DENSITY_AT_0 = 0.39894228f; // 1/√(2π)
  // Beyond this Φ is 0 or 1 and φ is 0 in float32.
  private static final float NORMAL_MAX = 20;
  private static final int SMALLEST_NORMAL = 0x00800000;
  private static final int LARGEST = 0x7F7FFFFF;

  private Functions() {}

  /** eˣ, within 2 units in the last place; 0 below 1.7e-38. */
  static void exp(float[] x, float[] out, int n, Workspace workspace) {
    float[] half = workspace.scratch;
    powers(x, out, half, n, workspace);
    for (int i = 0; i < n; i++) {
      out[i] = (out[i] + 1) * half[i] * 2;
    }
  }

  /** eˣ − 1, exact near 0 too. */
  static void expm1(float[] x, float[] out, int n, Workspace workspace) {
    float[] half = workspace.scratch;
    powers(x, out, half, n, workspace);
    for (int i = 0; i < n; i++) {
      out[i] = (out[i] * half[i] + (half[i] - 0.5f)) * 2;
    }
  }

  /** σ(x) = 1/(1+e⁻ˣ). */
  static void sigmoid(float[] x, float[] out, int n, Workspace workspace) {
    Loops.negate(x, out, n);
    float[] half = workspace.scratch;
    powers(out, out, half, n, workspace);
    for (int i = 0; i < n; i++) {
      out[i] = 1 / (1 + (out[i] + 1) * half[i] * 2);
    }
  }

  /**
   * eˣ = 2ᵏ·(1+q) with whole k and |ln(1+q)| ≤ ln 2 / 2: gives q and 2ᵏ⁻¹. Half the power, because
   * 2¹²⁸ does not fit into a float, but e⁸⁸·⁵ does.
   */
  private static void powers(float[] x, float[] q, float[] half, int n, Workspace workspace) {
    for (int i = 0; i < n; i++) {
      float clamped = Math.max(EXP_MIN, Math.min(EXP_MAX, x[i]));
      float shifted = clamped * LOG2_E + ROUNDER;
      float k = shifted - ROUNDER;
      float r = clamped - k * LN2_HIGH - k * LN2_LOW;
      float p = 1.9875691500e-4f;
      p = p * r + 1.3981999507e-3f;
      p = p * r + 8.3334519073e-3f;
      p = p * r + 4.1665795894e-2f;
      p = p * r + 1.6666665459e-1f;
      p = p * r + 5.0000001201e-1f;
      q[i] = p * r * r + r;
      half[i] = shifted;
    }
    int[] bits = workspace.bits;
    workspace.toBits(half, bits, n);
    for (int i = 0; i < n; i++) {
      bits[i] = (bits[i] + 126) << 23; // The exponent of 2ᵏ⁻¹; 0 for k = −126.
    }
    workspace.fromBits(bits, half, n);
  }

  /** ln x, within 2 units in the last place. */
  static void log(float[] x, float[] out, int n, Workspace workspace) {
    int[] bits = workspace.bits;
    workspace.toBits(x, bits, n);
    int unusual = 0;
    for (int i = 0; i < n; i++) {
      unusual |= (bits[i] - SMALLEST_NORMAL) | (LARGEST - bits[i]);
    }
    if (unusual < 0) { // Something is ≤ 0, subnormal, infinite or NaN.
      for (int i = 0; i < n; i++) {
        out[i] = (float) Math.log(x[i]);
      }
      return;
    }
    // x = 2ᵏ·m with m in [√½, √2); ln m = 2 artanh s with s = (m−1)/(m+1).
    float[] k = workspace.scratch;
    for (int i = 0; i < n; i++) {
      k[i] = (bits[i] - 0x3F3504F3) >> 23;
    }
    for (int i = 0; i < n; i++) {
      bits[i] = bits[i] - ((bits[i] - 0x3F3504F3) & 0xFF800000);
    }
    workspace.fromBits(bits, out, n);
    for (int i = 0; i < n; i++) {
      float s = (out[i] - 1) / (out[i] + 1);
      float s2 = s * s;
      float p = 0.22222222f;
      p = p * s2 + 0.28571429f;
      p = p * s2 + 0.4f;
      p = p * s2 + 0.66666667f;
      out[i] = k[i] * LN2_HIGH + (k[i] * LN2_LOW + (s * s2 * p + 2 * s));
    }
  }

  static void log1p(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.log1p(x[i]);
    }
  }

  /** ln(1+eˣ) = max(x, 0) + ln(1+u), u = e^−|x|, and ln(1+u) = 2 artanh(u/(2+u)). */
  static void softplus(float[] x, float[] out, int n, Workspace workspace) {
    float[] u = workspace.second;
    for (int i = 0; i < n; i++) {
      u[i] = -Math.abs(x[i]);
    }
    exp(u, u, n, workspace);
    for (int i = 0; i < n; i++) {
      float s = u[i] / (2 + u[i]);
      float s2 = s * s;
      float p = 2f / 15;
      p = p * s2 + 2f / 13;
      p = p * s2 + 2f / 11;
      p = p * s2 + 2f / 9;
      p = p * s2 + 2f / 7;
      p = p * s2 + 2f / 5;
      p = p * s2 + 2f / 3;
      out[i] = Math.max(x[i], 0) + (s * s2 * p + 2 * s);
    }
  }

  /** tanh x, within 4e-7 of its size: the rational function of Eigen. */
  static void tanh(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(-TANH_MAX, Math.min(TANH_MAX, x[i]));
    }
    for (int i = 0; i < n; i++) {
      float z = out[i];
      float z2 = z * z;
      float p = -2.76076847742355e-16f;
      p = p * z2 + 2.00018790482477e-13f;
      p = p * z2 - 8.60467152213735e-11f;
      p = p * z2 + 5.12229709037114e-08f;
      p = p * z2 + 1.48572235717979e-05f;
      p = p * z2 + 6.37261928875436e-04f;
      p = p * z2 + 4.89352455891786e-03f;
      float q = 1.19825839466702e-06f;
      q = q * z2 + 1.18534705686654e-04f;
      q = q * z2 + 2.26843463243900e-03f;
      q = q * z2 + 4.89352518554385e-03f;
      out[i] = z * p / q;
    }
  }

  /** erf x: the rational function of Eigen. */
  static void erf(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(-ERF_MAX, Math.min(ERF_MAX, x[i]));
    }
    for (int i = 0; i < n; i++) {
      float z = out[i];
      float z2 = z * z;
      float p = -2.72614225801306e-10f;
      p = p * z2 + 2.77068142495902e-08f;
      p = p * z2 - 2.10102402082508e-06f;
      p = p * z2 - 5.69250639462346e-05f;
      p = p * z2 - 7.34990630326855e-04f;
      p = p * z2 - 2.95459980854025e-03f;
      p = p * z2 - 1.60960333262415e-02f;
      float q = -1.45660718464996e-05f;
      q = q * z2 - 2.13374055278905e-04f;
      q = q * z2 - 1.68282697438203e-03f;
      q = q * z2 - 7.37332916720468e-03f;
      q = q * z2 - 1.42647390514189e-02f;
      out[i] = z * p / q;
    }
  }

  /** x·Φ(x), Φ(x) = (1 + erf(x/√2))/2. */
  static void gelu(float[] x, float[] out, int n, Workspace workspace) {
    float[] e = workspace.scratch;
    Loops.multiplyScalar(x, SQRT_HALF, e, n);
    erf(e, e, n);
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(-NORMAL_MAX, x[i]) * (0.5f + 0.5f * e[i]);
    }
  }

  /**
   * Φ(x) + x·φ(x), the slope of gelu, φ(x) = e^(−x²/2)/√(2π). Φ from the same exponential, by
   * Abramowitz and Stegun 7.1.26, whose error of 1.5e-7 is below the rounding of what is near 1.
   */
  static void geluSlope(float[] x, float[] out, int n, Workspace workspace) {
    float[] e = workspace.second;
    for (int i = 0; i < n; i++) {
      float near = Math.max(-NORMAL_MAX, Math.min(NORMAL_MAX, x[i]));
      e[i] = -0.5f * near * near;
    }
    exp(e, e, n, workspace);
    float[] beyond = workspace.scratch; // 1 − Φ(|x|)
    for (int i = 0; i < n; i++) {
      float t = 1 / (1 + 0.3275911f * SQRT_HALF * Math.abs(x[i]));
      float p = 0.5f * 1.061405429f;
      p = p * t - 0.5f * 1.453152027f;
      p = p * t + 0.5f * 1.421413741f;
      p = p * t - 0.5f * 0.284496736f;
      p = p * t + 0.5f * 0.254829592f;
      beyond[i] = p * t * e[i];
    }
    for (int i = 0; i < n; i++) {
      // Φ(x) − ½ has the sign of x: ±1 by confining a multiple of x, without a branch.
      float sign = Math.max(-1f, Math.min(1f, x[i] * 1e30f));
      beyond[i] = sign * (0.5f - beyond[i]) + 0.5f;
    }
    for (int i = 0; i < n; i++) {
      float near = Math.max(-NORMAL_MAX, Math.min(NORMAL_MAX, x[i]));
      out[i] = beyond[i] + near * e[i] * DENSITY_AT_0;
    }
  }

  static void sin(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.sin(x[i]);
    }
  }

  static void cos(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.cos(x[i]);
    }
  }

  // Choices by bit masks instead of branches, which are slow if they are not predictable: 0.7
  // instead of 0.8–3 ns per element.

  /** Where the condition is 1 x, where it is 0 y. */
  static void select(float[] condition, float[] x, float[] y, float[] out, int n, Workspace w) {
    int[] a = w.bits2;
    int[] b = w.bits3;
    w.toBits(x, a, n);
    w.toBits(y, b, n);
    select(condition, a, b, out, n, w);
  }

  /** The same with a scalar x. */
  static void select(float[] condition, float x, float[] y, float[] out, int n, Workspace w) {
    int[] a = w.bits2;
    int[] b = w.bits3;
    Arrays.fill(a, 0, n, Float.floatToRawIntBits(x));
    w.toBits(y, b, n);
    select(condition, a, b, out, n, w);
  }

  /** The same with a scalar y. */
  static void select(float[] condition, float[] x, float y, float[] out, int n, Workspace w) {
    int[] a = w.bits2;
    int[] b = w.bits3;
    w.toBits(x, a, n);
    Arrays.fill(b, 0, n, Float.floatToRawIntBits(y));
    select(condition, a, b, out, n, w);
  }

  /** The same with scalars. */
  static void select(float[] condition, float x, float y, float[] out, int n, Workspace w) {
    int[] a = w.bits2;
    int[] b = w.bits3;
    Arrays.fill(a, 0, n, Float.floatToRawIntBits(x));
    Arrays.fill(b, 0, n, Float.floatToRawIntBits(y));
    select(condition, a, b, out, n, w);
  }

  private static void select(float[] condition, int[] a, int[] b, float[] out, int n, Workspace w) {
    int[] bits = w.bits;
    w.toBits(condition, bits, n);
    for (int i = 0; i < n; i++) {
      int mask = (bits[i] << 2) >> 31; // Of 1, bit 29 is set; of 0, none is.
      bits[i] = (a[i] & mask) | (b[i] & ~mask);
    }
    w.fromBits(bits, out, n);
  }
}
