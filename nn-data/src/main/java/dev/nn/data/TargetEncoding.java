package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How target columns become a tensor.
 *
 * @param columns column names; one unless the kind is {@code VALUE}
 * @param kind what the loss wants
 * @param type whether class values are the same if they are the same number, or the same text
 * @param classes class values in index order; empty for {@code VALUE}
 * @param scaling of each column; empty where values are taken as they stand
 */
record TargetEncoding(
    List<String> columns,
    TargetKind kind,
    ColumnType type,
    List<String> classes,
    List<ScaledColumn> scaling)
    implements TableTarget {

  TargetEncoding {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
    scaling = List.copyOf(scaling);
  }

  /** A target whose values are taken as they stand. */
  TargetEncoding(List<String> columns, TargetKind kind, ColumnType type, List<String> classes) {
    this(columns, kind, type, classes, List.of());
  }

  /**
   * @param at the config key of the target
   * @param warnings takes what the user should know, one line each
   * @throws DataException if the columns are not there or do not hold what {@code kind} needs
   */
  static TargetEncoding fit(
      CsvTable table, CsvTarget target, String at, TargetKind kind, Consumer<String> warnings) {
    String key = at + "." + target.key();
    for (String name : target.names()) {
      if (!table.has(name)) {
        throw DataException.inKey(key, table.noColumn(name));
      }
    }
    if (kind == TargetKind.VALUE) {
      return new TargetEncoding(target.names(), kind, ColumnType.NUMERIC, List.of());
    }
    if (target.scale() != Scale.NONE) {
      throw DataException.inKey(
          at + ".scale", "the loss is for classes, which are not scaled; take scale out");
    }
    if (target.names().size() > 1) {
      throw DataException.inKey(
          key, "a classification loss takes one target column, found several");
    }
    Cells cells = table.cells(target.names().get(0), table.allRows());
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      distinct.add(present(cells, i));
    }
    ColumnType type =
        target
            .type()
            .orElse(
                DistinctValues.areNumbers(distinct) ? ColumnType.NUMERIC : ColumnType.CATEGORICAL);
    List<String> classes =
        type == ColumnType.NUMERIC ? firstSpellings(cells) : distinct.stream().sorted().toList();
    ClassTargets.checkCount(kind, classes, key);
    if (classes.size() > 20 && classes.size() > cells.size() / 4) {
      warnings.accept(
          "column '%s' has %d classes in %d rows; for a number to be predicted use a regression loss such as mse"
              .formatted(cells.name(), classes.size(), cells.size()));
    }
    return new TargetEncoding(target.names(), kind, type, classes);
  }

  /** With values scaled by those of the training part. */
  TargetEncoding scaled(CsvTable table, Scale scale, int[] train) {
    List<ScaledColumn> fitted =
        columns.stream()
            .map(column -> ScaledColumn.fit(column, scale, values(table.cells(column, train))))
            .toList();
    return new TargetEncoding(columns, kind, type, classes, fitted);
  }

  private static List<String> firstSpellings(Cells cells) {
    Map<Double, String> spellings = new TreeMap<>();
    for (int i = 0; i < cells.size(); i++) {
      spellings.putIfAbsent(zeroUnsigned(cells.number(i)), cells.text(i));
    }
    return List.copyOf(spellings.values());
  }

  @Override
  public Tensor encode(CsvTable table, int[] rows, Map<String, Tensor> inputs) {
    return classNumbers(table, rows)
        .map(numbers -> ClassTargets.encode(kind, numbers, classes.size()))
        .orElseGet(() -> values(table, rows));
  }

  private Tensor values(CsvTable table, int[] rows) {
    float[] encoded = new float[rows.length * columns.size()];
    for (int column = 0; column < columns.size(); column++) {
      double[] values = values(table.cells(columns.get(column), rows));
      for (int i = 0; i < rows.length; i++) {
        double value = scaling.isEmpty() ? values[i] : scaling.get(column).scale(values[i]);
        encoded[i * columns.size() + column] = (float) value;
      }
    }
    return Tensor.of(Shape.of(rows.length, columns.size()), encoded);
  }

  private static double[] values(Cells cells) {
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      present(cells, i);
      values[i] = value(cells, i);
    }
    return values;
  }

  private static double value(Cells cells, int i) {
    double value = cells.parsed(i);
    if (!Float.isFinite((float) value)) {
      throw cells.fault(
          i,
          "a regression loss needs finite float32 numbers, found '"
              + cells.text(i)
              + "'; for classes use a classification loss");
    }
    return value;
  }

  /**
   * The class number of every row; empty if the kind is {@code VALUE}.
   *
   * @throws DataException if a target is missing or of no known class
   */
  Optional<int[]> classNumbers(CsvTable table, int[] rows) {
    if (kind == TargetKind.VALUE) {
      return Optional.empty();
    }
    Cells cells = table.cells(columns.get(0), rows);
    Map<Object, Integer> numberOf = new HashMap<>();
    for (String name : classes) {
      numberOf.put(identity(name), numberOf.size());
    }
    int[] numbers = new int[rows.length];
    for (int i = 0; i < numbers.length; i++) {
      Integer number = numberOf.get(identity(present(cells, i)));
      if (number == null) {
        throw cells.fault(
            i,
            "'%s' is not a class that training saw; there are %s"
                .formatted(cells.text(i), Listing.of(classes)));
      }
      numbers[i] = number;
    }
    return Optional.of(numbers);
  }

  private Object identity(String cell) {
    return type == ColumnType.NUMERIC ? (Object) zeroUnsigned(Numbers.parse(cell)) : cell;
  }

  /** -0 and 0 are one class. */
  private static Double zeroUnsigned(double value) {
    return value + 0.0;
  }

  private static String present(Cells cells, int i) {
    String text = cells.text(i);
    if (text.isEmpty()) {
      throw cells.fault(i, "the target is missing; fill it in or remove the row");
    }
    return text;
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("columns", columns);
    description.put("kind", kind.name().toLowerCase(Locale.ROOT));
    description.put("type", type.name().toLowerCase(Locale.ROOT));
    description.put("classes", classes);
    description.put("scaling", scaling.stream().map(ScaledColumn::describe).toList());
    return description;
  }

  static TargetEncoding fromDescription(Description described) {
    return new TargetEncoding(
        described.texts("columns"),
        described.constant("kind", TargetKind.class),
        described.constant("type", ColumnType.class),
        described.texts("classes"),
        // A model file of a version without this key has values as they stand.
        described.has("scaling")
            ? described.maps("scaling").stream().map(ScaledColumn::fromDescription).toList()
            : List.of());
  }
}
