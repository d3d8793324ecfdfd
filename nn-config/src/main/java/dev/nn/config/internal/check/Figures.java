package dev.nn.config.internal.check;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them. */
public final class Figures {
  private Figures() {}

  /** With three digits that count: {@code 747}, {@code 0.0125}, {@code 1.2E-7}. */
  public static String of(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-5 && size < 1e7 ? rounded.toPlainString() : rounded.toString();
  }

  /** {@code 1 row}, {@code 1,200 rows}. */
  public static String count(long count, String one) {
    return "%,d %s%s".formatted(count, one, count == 1 ? "" : "s");
  }
}
