package dev.nn.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows of a table belong together.
 *
 * @param column whose equal values they have
 * @param numbers number of each row's group, from 0
 * @param values value of each group
 */
record Groups(String column, int[] numbers, List<String> values) {
  static Groups of(CsvTable table, String column) {
    Cells cells = table.cells("split.group", column, table.allRows());
    int[] numbers = new int[cells.size()];
    Map<String, Integer> known = new HashMap<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      String value = cells.text(i).strip();
      numbers[i] = known.computeIfAbsent(value, any -> values.size());
      if (numbers[i] == values.size()) {
        values.add(value);
      }
    }
    return new Groups(column, numbers, values);
  }

  /** What the rows of a group have in common, for messages. */
  String what(int group) {
    String value = values.get(group);
    String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
    return value.isEmpty()
        ? "no value in column '%s'".formatted(column)
        : "'%s' in column '%s'".formatted(shown, column);
  }
}
