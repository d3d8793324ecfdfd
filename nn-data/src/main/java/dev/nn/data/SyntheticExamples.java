package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Examples made up rather than read; ready to be divided.
 *
 * @param features inputs per example, called {@code x0}, {@code x1}, … in files
 * @param inputs row-major
 * @param targets encoded; the column {@code target} in files
 * @param classNames names of the classes; empty for regression
 */
record SyntheticExamples(int features, float[] inputs, Tensor targets, List<String> classNames) {
  /** Arrays of some machines are a little shorter than 2³¹. */
  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  /** What an example is. */
  static Map<String, TensorType> types(int features) {
    return Map.of("input", new TensorType(DataType.FLOAT32, Shape.of(features)));
  }

  /**
   * As many numbers as there are inputs.
   *
   * @throws DataException if they are more than fit into one array
   */
  static float[] inputs(int samples, int features) {
    long numbers = (long) samples * features;
    if (numbers > MOST_NUMBERS) {
      throw DataException.inKey(
          "samples",
          "%d samples of %d numbers are more than %d in all"
              .formatted(samples, features, MOST_NUMBERS));
    }
    return new float[(int) numbers];
  }

  /**
   * @param classes class of each example
   */
  PreparedData prepare(Optional<Split> split, Optional<int[]> classes, DataRequest request) {
    int examples = inputs.length / features;
    Optional<int[]> groups = request.targetKind() == TargetKind.VALUE ? Optional.empty() : classes;
    Parts parts = Parts.of(split, examples, groups, request.seed());
    groups.ifPresent(all -> ClassTargets.checkTrained(parts, all, classNames));
    Dataset all = Dataset.of(Tensor.of(Shape.of(examples, features), inputs), targets);
    return new PreparedData(
        all.select(parts.train()),
        part(all, parts.validation()),
        part(all, parts.test()),
        classNames,
        preprocessing(request.targetKind()),
        List.of());
  }

  private static Optional<Dataset> part(Dataset all, int[] examples) {
    return examples.length == 0 ? Optional.empty() : Optional.of(all.select(examples));
  }

  private TabularPreprocessing preprocessing(TargetKind kind) {
    List<FeatureColumn> columns =
        IntStream.range(0, features)
            .<FeatureColumn>mapToObj(i -> NumericColumn.plain("x" + i))
            .toList();
    return new TabularPreprocessing(
        CsvFormat.STANDARD,
        List.of(new NumberInput("input", columns)),
        Map.of(
            DataRequest.ONLY,
            new TargetEncoding(List.of("target"), kind, ColumnType.NUMERIC, classNames)));
  }
}
