package dev.nn.config.internal.warning.data;

import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.problem.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An input that is a table with named columns.
 *
 * @param input its name
 * @param names of the columns
 * @param values of the training examples, {@code [examples, columns]}
 */
record Columns(String input, List<String> names, Tensor values) {
  /** All inputs of that kind. */
  static List<Columns> all(Prepared prepared) {
    List<Columns> all = new ArrayList<>();
    Map<String, List<String>> features = prepared.data().features();
    prepared
        .data()
        .train()
        .inputs()
        .forEach(
            (input, values) -> {
              List<String> names = features.getOrDefault(input, List.of());
              if (values.shape().rank() == 2 && names.size() == values.shape().size(1)) {
                all.add(new Columns(input, names, values));
              }
            });
    return all;
  }

  /** How many columns. */
  int width() {
    return names.size();
  }

  /** Where the first of some keys of these columns is written, or else the columns or the data. */
  Origin place(Prepared prepared, String... keys) {
    String[] paths =
        Stream.concat(
                Stream.of(keys)
                    .flatMap(
                        key ->
                            Stream.of("data.features." + key, "data.inputs." + input + "." + key)),
                Stream.of("data.features", "data.inputs." + input, "data"))
            .toArray(String[]::new);
    return prepared.setup().place(paths);
  }

  /** The column of the file that a feature comes from: {@code colour} of {@code colour=red}. */
  static String column(String feature) {
    int equals = feature.indexOf('=');
    return equals < 0 ? feature : feature.substring(0, equals);
  }

  /** {@code 'age', 'fare'}. */
  static String quoted(Collection<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
