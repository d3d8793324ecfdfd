package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A delimited text file. Input: float32 {@code [examples, inputs]}, numeric columns one input each,
 * categorical ones as encoded; a column of type {@code text} is an input of its own, called like
 * the column, int32 code points {@code [examples, characters]}. Target: {@linkplain
 * DataRequest.TargetKind as the loss wants it}. A blank cell is a missing value; white space around
 * numbers is ignored, that of texts kept.
 *
 * @param file where it is: {@code path} or {@code download}
 * @param target the column or columns to predict; this or {@code targets}
 * @param targets several targets by name, each encoded as the loss of its output wants it
 * @param features the columns to learn from; default: all others
 * @param inputs several inputs by name, each with its columns; in place of {@code features}
 * @param format how the file is written
 * @param split how examples are divided, stratified by the first target that is a class; left out,
 *     all are for training
 * @param sampleWeight how much each example counts; all alike if left out
 */
@Type("csv")
@Doc("A delimited text file")
public record CsvSource(
    @Inline DataFile file,
    @Doc("What to predict") Optional<CsvTarget> target,
    @Doc("Several targets, by name") @Default("{}") Map<String, CsvTarget> targets,
    @Doc("What to learn from") @Default("{}") CsvFeatures features,
    @Doc("Several inputs, by name") @Default("{}") Map<String, CsvFeatures> inputs,
    @Inline CsvFormat format,
    @Doc("How examples are divided; left out: all are for training") Optional<GroupedSplit> split,
    @Doc("How much each example counts; left out: all alike") Optional<SampleWeight> sampleWeight)
    implements DataSource {

  /**
   * @throws DataException unless there is either {@code target} or {@code targets}, and not both
   *     {@code features} and {@code inputs}
   */
  public CsvSource {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    if (target.isPresent() == !targets.isEmpty()) {
      throw DataException.inKey(
          "target",
          "expected either target or targets, found " + (target.isPresent() ? "both" : "neither"));
    }
    if (!inputs.isEmpty() && !features.equals(CsvFeatures.ALL)) {
      throw DataException.inKey(
          "features", "with inputs, each input has its own columns and scale; take features out");
    }
  }

  /** With examples that count alike, divided row by row. */
  CsvSource(
      DataFile file,
      Optional<CsvTarget> target,
      Map<String, CsvTarget> targets,
      CsvFeatures features,
      Map<String, CsvFeatures> inputs,
      CsvFormat format,
      Optional<Split> split) {
    this(
        file,
        target,
        targets,
        features,
        inputs,
        format,
        split.map(GroupedSplit::of),
        Optional.empty());
  }

  @Override
  public PreparedData load(DataRequest request) {
    List<String> warnings = new ArrayList<>();
    CsvTable table = CsvTable.read(file.locate(request), format);
    Map<String, CsvTarget> wanted =
        target.map(only -> Map.of(DataRequest.ONLY, only)).orElse(targets);
    Map<String, TargetEncoding> encodings = targets(table, wanted, request, warnings::add);
    Parts parts = parts(table, encodings.values(), request);
    encodings.replaceAll(
        (name, each) -> {
          Scale scale = wanted.get(name).scale();
          return scale == Scale.NONE ? each : each.scaled(table, scale, parts.train());
        });
    List<String> taken =
        Stream.concat(
                wanted.values().stream().flatMap(each -> each.names().stream()),
                sampleWeight.stream().map(SampleWeight::column))
            .distinct()
            .toList();
    List<TableInput> fitted = inputs(table, taken, parts.train(), warnings::add);
    // Only now it is known what the inputs are.
    Map<String, TableTarget> all = new LinkedHashMap<>();
    wanted.forEach(
        (name, each) ->
            all.put(
                name,
                each.sameAsInput()
                    ? InputTarget.of(name, key(name), kind(name, request), fitted)
                    : encodings.get(name)));
    TabularPreprocessing preprocessing = new TabularPreprocessing(format, fitted, all);
    return new PreparedData(
        encoded(preprocessing, table, parts.train(), warnings),
        part(preprocessing, table, parts.validation(), warnings),
        part(preprocessing, table, parts.test(), warnings),
        preprocessing.classes(),
        preprocessing.features(),
        preprocessing,
        warnings.stream().distinct().toList());
  }

  private String key(String name) {
    return target.isPresent() ? "target" : "targets." + name;
  }

  private TargetKind kind(String name, DataRequest request) {
    return request.targetKind(name, targets.size() > 1);
  }

  private Map<String, TargetEncoding> targets(
      CsvTable table,
      Map<String, CsvTarget> wanted,
      DataRequest request,
      Consumer<String> warnings) {
    Map<String, TargetEncoding> encodings = new LinkedHashMap<>();
    wanted.forEach(
        (name, each) -> {
          if (!each.sameAsInput()) {
            encodings.put(
                name, TargetEncoding.fit(table, each, key(name), kind(name, request), warnings));
          }
        });
    return encodings;
  }

  private Parts parts(CsvTable table, Collection<TargetEncoding> targets, DataRequest request) {
    List<TargetEncoding> classed =
        targets.stream().filter(each -> !each.classes().isEmpty()).toList();
    Optional<int[]> strata =
        classed.stream().findFirst().flatMap(each -> each.classNumbers(table, table.allRows()));
    Parts parts =
        split
            .map(each -> each.divide(table, strata, request.seed()))
            .orElseGet(() -> Parts.of(Optional.empty(), table.size(), strata, request.seed()));
    String wayOut = split.map(GroupedSplit::wayOut).orElse("");
    for (TargetEncoding each : classed) {
      int[] numbers = each.classNumbers(table, table.allRows()).orElseThrow();
      ClassTargets.checkTrained(parts, numbers, each.classes(), wayOut);
    }
    return parts;
  }

  private List<TableInput> inputs(
      CsvTable table, List<String> targets, int[] train, Consumer<String> warnings) {
    if (inputs.isEmpty()) {
      return learntFrom(features).fit(Optional.empty(), table, targets, train, warnings);
    }
    List<TableInput> fitted = new ArrayList<>();
    inputs.forEach(
        (name, columns) ->
            fitted.addAll(
                learntFrom(columns).fit(Optional.of(name), table, targets, train, warnings)));
    return fitted;
  }

  /** What says whose row it is, is no feature by itself. */
  private CsvFeatures learntFrom(CsvFeatures columns) {
    return split.flatMap(GroupedSplit::group).map(columns::unlessNamed).orElse(columns);
  }

  private Optional<Dataset> part(
      TabularPreprocessing preprocessing, CsvTable table, int[] rows, List<String> warnings) {
    return rows.length == 0
        ? Optional.empty()
        : Optional.of(encoded(preprocessing, table, rows, warnings));
  }

  private Dataset encoded(
      TabularPreprocessing preprocessing, CsvTable table, int[] rows, List<String> warnings) {
    Dataset examples = preprocessing.encode(table, rows, warnings::add);
    return sampleWeight.map(weight -> weight.weigh(examples, table, rows)).orElse(examples);
  }
}
