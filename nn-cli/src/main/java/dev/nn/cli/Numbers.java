package dev.nn.cli;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers for people. */
final class Numbers {
  private Numbers() {}

  /** Four digits after the point, or after the first digit where that would show too little. */
  static String measure(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6 && Math.abs(value) >= 10) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double size = Math.abs(value);
    boolean plain = size == 0 || size >= 1e-3 && size < 1e5;
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
  }

  /** As someone would write a setting: {@code 10}, {@code 0.25}, {@code 1e-5}. */
  static String brief(double value) {
    return value != 0 && Math.abs(value) < 1e-3
        ? Double.toString(value).replace(".0E", "e").replace('E', 'e')
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Such as {@code 0.35 s}, {@code 12.1 s}, {@code 3 min 5 s}. */
  static String seconds(double seconds) {
    if (seconds >= 60) {
      long whole = Math.round(seconds);
      return whole < 3600
          ? whole / 60 + " min " + whole % 60 + " s"
          : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
    return String.format(Locale.ROOT, seconds < 9.995 ? "%.2f s" : "%.1f s", seconds);
  }

  /** Such as {@code 4,810}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Such as {@code 18.8 KiB}. */
  static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes / 1024.0;
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }
}
