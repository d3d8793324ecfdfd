package dev.nn.data;

import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a small CSV file and loads it: the words of the tests of {@link CsvSource}. */
record Csv(
    Path file,
    CsvTarget target,
    CsvFeatures features,
    CsvFormat format,
    Optional<GroupedSplit> split) {

  /** A file with the given lines, {@code y} its target. */
  static Csv of(Path dir, String... lines) {
    Path file = dir.resolve("data.csv");
    write(file, String.join("\n", lines) + "\n");
    return at(file, "y");
  }

  static Csv at(Path file, String target) {
    return new Csv(file, target(target), CsvFeatures.ALL, CsvFormat.STANDARD, Optional.empty());
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CsvTarget target(String column) {
    return CsvTarget.of(column);
  }

  static CsvFeatures columns(String... names) {
    return features(List.of(names), List.of(), Scale.NONE, Map.of(), Missing.MEAN);
  }

  static CsvFeatures features(Scale scale) {
    return features(List.of(), List.of(), scale, Map.of(), Missing.MEAN);
  }

  static CsvFeatures features(Missing missing) {
    return features(List.of(), List.of(), Scale.NONE, Map.of(), missing);
  }

  static CsvFeatures features(Map<String, ColumnType> types) {
    return features(List.of(), List.of(), Scale.NONE, types, Missing.MEAN);
  }

  static CsvFeatures excluding(String... names) {
    return features(List.of(), List.of(names), Scale.STANDARD, Map.of(), Missing.MEAN);
  }

  private static CsvFeatures features(
      List<String> columns,
      List<String> exclude,
      Scale scale,
      Map<String, ColumnType> types,
      Missing missing) {
    return new CsvFeatures(
        columns, exclude, scale, types, Encoding.ONE_HOT, missing, false, Optional.empty());
  }

  Csv with(CsvTarget other) {
    return new Csv(file, other, features, format, split);
  }

  Csv with(CsvFeatures other) {
    return new Csv(file, target, other, format, split);
  }

  Csv with(Split other) {
    return with(GroupedSplit.of(other));
  }

  Csv with(GroupedSplit other) {
    return new Csv(file, target, features, format, Optional.of(other));
  }

  Csv with(CsvFormat other) {
    return new Csv(file, target, features, other, split);
  }

  static CsvFormat delimited(String delimiter) {
    return new CsvFormat(delimiter, true, List.of(), CsvFormat.Quote.DOUBLE, List.of());
  }

  static CsvTarget targets(String... columns) {
    return new CsvTarget(Optional.empty(), List.of(columns), false, Optional.empty(), Scale.NONE);
  }

  /** Numbers, scaled. */
  static CsvTarget scaled(Scale scale, String... columns) {
    return new CsvTarget(Optional.empty(), List.of(columns), false, Optional.empty(), scale);
  }

  CsvSource source() {
    return new CsvSource(
        DataFile.of(file.getFileName()),
        Optional.of(target),
        Map.of(),
        features,
        Map.of(),
        format,
        split,
        Optional.empty());
  }

  PreparedData load(TargetKind kind) {
    return source().load(new DataRequest(file.toAbsolutePath().getParent(), 42, kind));
  }
}
