package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A delimited text file with a header line. Input: float32 {@code [examples, inputs]}, numeric
 * columns one input each, categorical ones as encoded. Target: as {@link DataRequest.TargetKind}
 * says. A blank cell is a missing value; white space around numbers is ignored, that of texts kept.
 *
 * @param path the file, relative to the config file; UTF-8
 * @param target the column or columns to predict
 * @param features the columns to learn from; default: all others
 * @param delimiter one character between cells; default a comma
 * @param split how examples are divided; left out, all are for training
 */
@Type("csv")
@Doc("A delimited text file with a header line")
public record CsvSource(
    @Doc("The file, relative to the config file") Path path,
    @Doc("What to predict") CsvTarget target,
    @Doc("What to learn from") @Default("{}") CsvFeatures features,
    @Doc("The character between cells") @Default("\",\"") String delimiter,
    @Doc("How examples are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  /**
   * @throws DataException if the delimiter is not one character, or is a quote or line end
   */
  public CsvSource {
    if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
      throw DataException.inKey(
          "delimiter", "expected one character such as ',' or ';', found '" + delimiter + "'");
    }
  }

  @Override
  public PreparedData load(DataRequest request) {
    Path file = request.base().resolve(path).normalize();
    if (!Files.isRegularFile(file)) {
      throw DataException.inKey("path", "no such file: " + file.toAbsolutePath());
    }
    List<String> warnings = new ArrayList<>();
    CsvTable table = CsvTable.read(file, delimiter.charAt(0));
    TargetEncoding encoding =
        TargetEncoding.fit(table, target, request.targetKind(), warnings::add);
    List<String> names = features.names(table, target.names());
    Optional<int[]> classes = encoding.classNumbers(table, table.allRows());
    Parts parts = Parts.of(split, table.size(), classes, request.seed());
    classes.ifPresent(all -> ClassTargets.checkTrained(parts, all, encoding.classes()));

    List<FeatureColumn> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(fit(table, name, parts.train(), warnings));
    }
    TabularPreprocessing preprocessing =
        new TabularPreprocessing(delimiter.charAt(0), columns, encoding);
    return new PreparedData(
        preprocessing.encode(table, parts.train(), warnings::add),
        part(preprocessing, table, parts.validation(), warnings),
        part(preprocessing, table, parts.test(), warnings),
        encoding.classes(),
        preprocessing,
        List.copyOf(warnings));
  }

  private FeatureColumn fit(CsvTable table, String name, int[] train, List<String> warnings) {
    ColumnType type =
        Optional.ofNullable(features.types().get(name))
            .orElseGet(() -> InferredType.of(table.cells(name, table.allRows()), warnings::add));
    Cells training = table.cells(name, train);
    return type == ColumnType.NUMERIC
        ? NumericColumn.fit(training, features.scale(), features.missing())
        : CategoricalColumn.fit(training, features.encoding(), features.missing());
  }

  private static Optional<Dataset> part(
      TabularPreprocessing preprocessing, CsvTable table, int[] rows, List<String> warnings) {
    return rows.length == 0
        ? Optional.empty()
        : Optional.of(preprocessing.encode(table, rows, warnings::add));
  }
}
