package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;

/**
 * Images as a table: one row per image, one column per pixel from 0 to 255, row by row from the top
 * left; a column {@code label} is not a pixel.
 */
record PixelTable(CsvTable table, int height, int width, List<String> pixels) {
  private static final String LABEL = "label";

  /**
   * @throws DataException if there are not as many columns as pixels
   */
  static PixelTable of(CsvTable table, int height, int width) {
    List<String> pixels = table.header().stream().filter(name -> !name.equals(LABEL)).toList();
    if (pixels.size() != height * width) {
      throw DataException.at(
          table.file(),
          1,
          "expected an idx file of images, or %d × %d = %d columns, one per pixel, found %d"
              .formatted(height, width, height * width, pixels.size()));
    }
    return new PixelTable(table, height, width, pixels);
  }

  /** {@code [examples, 1, height, width]}. */
  Tensor inputs(boolean scale) {
    Shape shape = Shape.of(table.size(), 1, height, width);
    float[] values = new float[shape.elements()];
    for (int pixel = 0; pixel < pixels.size(); pixel++) {
      Cells cells = table.cells(pixels.get(pixel), table.allRows());
      for (int i = 0; i < cells.size(); i++) {
        double value = cells.number(i);
        if (!(value >= 0 && value <= 255)) {
          throw cells.fault(i, "expected a pixel from 0 to 255, found '" + cells.text(i) + "'");
        }
        values[i * pixels.size() + pixel] = (float) value / (scale ? 255f : 1f);
      }
    }
    return Tensor.of(shape, values);
  }

  /**
   * Class numbers from the column {@code label}, which holds labels or class names.
   *
   * @throws DataException if there is no such column, or a label is of no known class
   */
  int[] classNumbers(ImageClasses classes) {
    Cells cells = table.cells(LABEL, table.allRows());
    int[] numbers = new int[cells.size()];
    for (int i = 0; i < numbers.length; i++) {
      double label = Numbers.parse(cells.text(i));
      int byName = classes.names().indexOf(cells.text(i));
      int byLabel = label == (int) label ? classes.labels().indexOf((int) label) : -1;
      numbers[i] =
          classes.kind() == TargetKind.VALUE ? (int) cells.number(i) : Math.max(byName, byLabel);
      if (numbers[i] < 0) {
        throw cells.fault(
            i,
            "'%s' is not a class that training saw; there are %s"
                .formatted(cells.text(i), Listing.of(classes.names())));
      }
    }
    return numbers;
  }
}
