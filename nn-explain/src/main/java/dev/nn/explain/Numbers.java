package dev.nn.explain;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tensors as text: small ones whole, large ones in part, with statistics and a heat map. */
final class Numbers {
  private static final int COLUMNS = 8;
  private static final int ROWS = 6;

  /** A larger tensor is shown as a heat map too. */
  private static final int SMALL = 16;

  private static final int WIDTH = 64;
  private static final int HEIGHT = 8;
  private static final String SHADES = "·░▒▓█";

  private Numbers() {}

  /** Lines without indentation. */
  static List<String> lines(Tensor tensor) {
    List<String> lines = new ArrayList<>();
    int columns = tensor.shape().rank() == 0 ? 1 : tensor.shape().size(-1);
    int rows = columns == 0 ? 0 : tensor.size() / columns;
    if (tensor.size() > SMALL && tensor.dtype().isFloating()) {
      lines.add(statistics(tensor));
    }
    for (int row = 0; row < Math.min(rows, ROWS); row++) {
      lines.add(row(tensor, row, columns));
    }
    if (rows > ROWS) {
      lines.add("… %,d more rows".formatted(rows - ROWS));
    }
    if (tensor.size() > SMALL && tensor.dtype().isFloating() && rows * columns > 1) {
      lines.addAll(heatMap(tensor, rows, columns));
    }
    return lines;
  }

  private static String row(Tensor tensor, int row, int columns) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < Math.min(columns, COLUMNS); column++) {
      line.append(String.format("%10s", TermText.number(tensor.get(row * columns + column))));
    }
    return line + (columns > COLUMNS ? "  … (" + columns + ")" : "");
  }

  private static String statistics(Tensor tensor) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    int zeros = 0;
    for (int i = 0; i < tensor.size(); i++) {
      double x = tensor.get(i);
      least = Math.min(least, x);
      most = Math.max(most, x);
      sum += x;
      squares += x * x;
      zeros += x == 0 ? 1 : 0;
    }
    double mean = sum / tensor.size();
    double deviation = Math.sqrt(Math.max(0, squares / tensor.size() - mean * mean));
    return String.format(
        Locale.ROOT,
        "from %s to %s, mean %s, standard deviation %s, %d %% zeros",
        TermText.number(least),
        TermText.number(most),
        TermText.number(mean),
        TermText.number(deviation),
        Math.round(100.0 * zeros / tensor.size()));
  }

  /** Mean sizes |x| of the entries behind each character, the darkest the greatest. */
  private static List<String> heatMap(Tensor tensor, int rows, int columns) {
    int height = Math.min(rows, HEIGHT);
    int width = Math.min(columns, WIDTH);
    double[][] sizes = new double[height][width];
    double greatest = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sizes[y][x] = size(tensor, columns, span(y, height, rows), span(x, width, columns));
        greatest = Math.max(greatest, sizes[y][x]);
      }
    }
    List<String> lines = new ArrayList<>();
    for (double[] line : sizes) {
      StringBuilder text = new StringBuilder("|");
      for (double each : line) {
        int shade = greatest > 0 ? (int) Math.ceil(each / greatest * (SHADES.length() - 1)) : 0;
        text.append(SHADES.charAt(shade));
      }
      lines.add(text.append('|').toString());
    }
    return lines;
  }

  private static int[] span(int i, int parts, int size) {
    return new int[] {i * size / parts, (i + 1) * size / parts};
  }

  private static double size(Tensor tensor, int columns, int[] rows, int[] cells) {
    double sum = 0;
    for (int row = rows[0]; row < rows[1]; row++) {
      for (int column = cells[0]; column < cells[1]; column++) {
        sum += Math.abs(tensor.get(row * columns + column));
      }
    }
    return sum / ((rows[1] - rows[0]) * (cells[1] - cells[0]));
  }

  static String shape(Shape shape) {
    return shape.rank() == 0
        ? "number"
        : "[" + String.join("×", shape.toList().stream().map(String::valueOf).toList()) + "]";
  }
}
