package dev.nn.data;

import dev.nn.api.data.ExamplePlaces;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of a text file.
 *
 * @param file its name
 * @param lines the line on which each example begins, from 1
 */
record LinePlaces(String file, List<Integer> lines) implements ExamplePlaces {
  LinePlaces {
    lines = List.copyOf(lines);
  }

  /** Those of some rows of a table. */
  static LinePlaces of(CsvTable table, int[] rows) {
    return new LinePlaces(
        table.file().getFileName().toString(),
        Arrays.stream(rows).mapToObj(row -> table.lines()[row]).toList());
  }

  @Override
  public String of(int example) {
    return file + ":" + lines.get(example);
  }

  @Override
  public ExamplePlaces select(int... examples) {
    return new LinePlaces(file, Arrays.stream(examples).mapToObj(lines::get).toList());
  }
}
