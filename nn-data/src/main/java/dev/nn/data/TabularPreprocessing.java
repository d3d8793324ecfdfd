package dev.nn.data;

import dev.nn.api.data.Dataset;
import dev.nn.api.data.OriginalUnits;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From a delimited file to inputs and targets. The file needs the fitted columns, named by a header
 * in any order (others are ignored) or, in a file without header, in the order of training, with
 * the targets or without.
 *
 * @param format how the file is written
 * @param inputs the fitted inputs
 * @param targets how each target is encoded, by name
 */
record TabularPreprocessing(
    CsvFormat format, List<TableInput> inputs, Map<String, TableTarget> targets)
    implements Preprocessing {
  static final String TYPE = "tabular";

  private static final System.Logger LOG = System.getLogger(TabularPreprocessing.class.getName());

  TabularPreprocessing {
    inputs = List.copyOf(inputs);
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
  }

  @Override
  public RawExamples read(Path file) {
    List<String> optional =
        targets.values().stream().flatMap(target -> target.columns().stream()).toList();
    CsvTable table = CsvTable.read(file, format, optional);
    List<String> warnings = new ArrayList<>();
    Map<String, Tensor> encoded = inputs(table, table.allRows(), warnings::add);
    return new RawExamples(encoded, table.header(), table.rows(), warnings, units());
  }

  @Override
  public Dataset readLabelled(Path file) {
    CsvTable table = CsvTable.read(file, format);
    return encode(table, table.allRows(), warning -> LOG.log(System.Logger.Level.WARNING, warning));
  }

  Dataset encode(CsvTable table, int[] rows, Consumer<String> warnings) {
    Map<String, Tensor> encoded = inputs(table, rows, warnings);
    Map<String, Tensor> truths = new LinkedHashMap<>();
    targets.forEach((name, target) -> truths.put(name, target.encode(table, rows, encoded)));
    return new Dataset(
        encoded, truths, Optional.empty(), units(), Optional.of(LinePlaces.of(table, rows)));
  }

  /** The way back from scaled targets; empty if none is scaled. */
  private Optional<OriginalUnits> units() {
    Map<String, List<ScaledColumn>> scaled = new LinkedHashMap<>();
    targets.forEach(
        (name, target) -> {
          if (!target.scaling().isEmpty()) {
            scaled.put(name, target.scaling());
          }
        });
    return scaled.isEmpty() ? Optional.empty() : Optional.of(new TabularUnits(scaled));
  }

  private Map<String, Tensor> inputs(CsvTable table, int[] rows, Consumer<String> warnings) {
    Map<String, Tensor> encoded = new LinkedHashMap<>();
    inputs.forEach(input -> encoded.put(input.name(), input.encode(table, rows, warnings)));
    return encoded;
  }

  /** Names of the classes by target, of those that have classes. */
  Map<String, List<String>> classes() {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    targets.forEach(
        (name, target) -> {
          if (!target.classes().isEmpty()) {
            classes.put(name, target.classes());
          }
        });
    return classes;
  }

  /** Names of the features by input, of those that have names. */
  Map<String, List<String>> features() {
    Map<String, List<String>> features = new LinkedHashMap<>();
    inputs.forEach(
        input -> {
          if (!input.features().isEmpty()) {
            features.put(input.name(), input.features());
          }
        });
    return features;
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> described = new LinkedHashMap<>();
    targets.forEach((name, target) -> described.put(name, target.describe()));
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("type", TYPE);
    description.put("format", format.describe());
    description.put("inputs", inputs.stream().map(TableInput::describe).toList());
    description.put("targets", described);
    return description;
  }

  static TabularPreprocessing fromDescription(Description described) {
    Map<String, TableTarget> targets = new LinkedHashMap<>();
    Description of = described.map("targets");
    of.keys().forEach(name -> targets.put(name, TableTarget.fromDescription(of.map(name))));
    return new TabularPreprocessing(
        CsvFormat.fromDescription(described.map("format")),
        described.maps("inputs").stream().map(TableInput::fromDescription).toList(),
        targets);
  }
}
