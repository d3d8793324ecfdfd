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
  private static final int CELL = 10;

  /** A larger tensor is shown as a heat map too. */
  private static final int SMALL = 16;

  private static final int WIDTH = 64;
  private static final int HEIGHT = 8;
  private static final String SHADES = "·░▒▓█";

  private Numbers() {}

  /** Lines without indentation. */
  static List<String> lines(Tensor tensor) {
    List<String> lines = rows(tensor, ROWS);
    if (isLarge(tensor)) {
      lines.addAll(heatMap(tensor));
    }
    return lines;
  }

  /** Statistics of large ones, and the first rows. */
  static List<String> rows(Tensor tensor, int most) {
    List<String> lines = new ArrayList<>();
    int columns = columns(tensor);
    int rows = columns == 0 ? 0 : tensor.size() / columns;
    if (isLarge(tensor)) {
      lines.add(statistics(tensor));
    }
    int width = width(tensor, Math.min(rows, most), columns);
    for (int row = 0; row < Math.min(rows, most); row++) {
      lines.add(row(tensor, row, columns, width));
    }
    if (rows > most) {
      lines.add("… %,d more row%s".formatted(rows - most, rows - most == 1 ? "" : "s"));
    }
    return lines;
  }

  private static boolean isLarge(Tensor tensor) {
    return tensor.size() > SMALL && tensor.dtype().isFloating();
  }

  private static int columns(Tensor tensor) {
    return tensor.shape().rank() == 0 ? 1 : tensor.shape().size(-1);
  }

  /** Wide enough that numbers do not touch. */
  private static int width(Tensor tensor, int rows, int columns) {
    int width = CELL;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < Math.min(columns, COLUMNS); column++) {
        int length = TermText.number(tensor.get(row * columns + column)).length();
        width = Math.max(width, length + (column == 0 ? 0 : 1));
      }
    }
    return width;
  }

  private static String row(Tensor tensor, int row, int columns, int width) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < Math.min(columns, COLUMNS); column++) {
      String number = TermText.number(tensor.get(row * columns + column));
      line.append(" ".repeat(width - number.length())).append(number);
    }
    return line + (columns > COLUMNS ? "  … (" + columns + ")" : "");
  }

  private static String statistics(Tensor tensor) {
    Statistics statistics = Statistics.of(tensor);
    return String.format(
        Locale.ROOT,
        "from %s to %s, mean %s, standard deviation %s, %d %% zeros",
        TermText.number(statistics.least()),
        TermText.number(statistics.greatest()),
        TermText.number(statistics.mean()),
        TermText.number(statistics.deviation()),
        Math.round(100.0 * statistics.zeros() / tensor.size()));
  }

  /**
   * Mean sizes |x| of the entries behind each character, the darkest the greatest. Of several
   * matrices, such as the channels of an image, the first ones side by side.
   */
  static List<String> heatMap(Tensor tensor) {
    int columns = columns(tensor);
    boolean several = tensor.shape().rank() > 2 && tensor.shape().size(-2) > 1;
    int rows = several ? tensor.shape().size(-2) : tensor.size() / columns;
    int matrices = tensor.size() / (rows * columns);
    int height = Math.min(rows, HEIGHT);
    int width = Math.min(columns, matrices > 1 ? HEIGHT * 2 : WIDTH);
    int shown = Math.min(matrices, Math.max(1, WIDTH / (width + 1)));
    double[][][] sizes = new double[shown][height][width];
    double greatest = 0;
    for (int matrix = 0; matrix < shown; matrix++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int[] lines = span(y, height, rows);
          int[] cells = span(x, width, columns);
          sizes[matrix][y][x] = size(tensor, matrix * rows * columns, columns, lines, cells);
          greatest = Math.max(greatest, sizes[matrix][y][x]);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      StringBuilder text = new StringBuilder("|");
      for (double[][] matrix : sizes) {
        for (double each : matrix[y]) {
          int shade = greatest > 0 ? (int) Math.ceil(each / greatest * (SHADES.length() - 1)) : 0;
          text.append(SHADES.charAt(shade));
        }
        text.append('|');
      }
      lines.add(text + (y == 0 && shown < matrices ? "  … (%,d)".formatted(matrices) : ""));
    }
    return lines;
  }

  private static int[] span(int i, int parts, int size) {
    return new int[] {i * size / parts, (i + 1) * size / parts};
  }

  private static double size(Tensor tensor, int from, int columns, int[] rows, int[] cells) {
    double sum = 0;
    for (int row = rows[0]; row < rows[1]; row++) {
      for (int column = cells[0]; column < cells[1]; column++) {
        sum += Math.abs(tensor.get(from + row * columns + column));
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
