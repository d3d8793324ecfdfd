package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {
  @TempDir Path dir;

  @Test
  void numericColumnsAreStandardisedByDefault() {
    PreparedData data = Csv.of(dir, "a,y", "1,0", "2,1", "3,0").load(TargetKind.CLASS_INDEX);
    float step = (float) Math.sqrt(1.5);
    assertArrayEquals(new float[] {-step, 0, step}, inputs(data), 1e-6f);
    assertEquals(Tensor.of(Shape.of(3), 0, 1, 0), target(data));
  }

  @Test
  void minMaxScalingMapsTrainingValuesToZeroToOne() {
    PreparedData data =
        Csv.of(dir, "a,y", "10,0", "15,1", "20,0")
            .with(Csv.features(Scale.MIN_MAX))
            .load(TargetKind.VALUE);
    assertArrayEquals(new float[] {0, 0.5f, 1}, inputs(data));
  }

  @Test
  void aConstantColumnBecomesZerosAndNotNaN() {
    PreparedData data = Csv.of(dir, "a,y", "0.1,0", "0.1,1", "0.1,0").load(TargetKind.VALUE);
    assertArrayEquals(new float[] {0, 0, 0}, inputs(data), 1e-6f);
  }

  @Test
  void textColumnsBecomeOneInputPerCategoryInSortedOrder() {
    PreparedData data = Csv.of(dir, "c,y", "red,0", "blue,1", "red,0").load(TargetKind.CLASS_INDEX);
    assertArrayEquals(new float[] {0, 1, 1, 0, 0, 1}, inputs(data));
  }

  @Test
  void indexEncodingCountsCategoriesFromOne() {
    CsvFeatures index =
        new CsvFeatures(
            List.of(),
            List.of(),
            Scale.NONE,
            Map.of(),
            Encoding.INDEX,
            Missing.MEAN,
            false,
            Optional.empty());
    PreparedData data =
        Csv.of(dir, "c,y", "red,0", "blue,1", ",0").with(index).load(TargetKind.CLASS_INDEX);
    assertArrayEquals(new float[] {3, 2, 1}, inputs(data));
  }

  @Test
  void aColumnOfNumbersCanBeDeclaredCategorical() {
    PreparedData data =
        Csv.of(dir, "c,y", "10,0", "9,1", "10,0")
            .with(Csv.features(Map.of("c", ColumnType.CATEGORICAL)))
            .load(TargetKind.CLASS_INDEX);
    assertArrayEquals(new float[] {0, 1, 1, 0, 0, 1}, inputs(data));
  }

  @Test
  void featureColumnsComeInTheOrderTheyAreNamed() {
    PreparedData data =
        Csv.of(dir, "a,b,y", "1,2,0", "3,4,1")
            .with(Csv.columns("b", "a"))
            .load(TargetKind.CLASS_INDEX);
    assertArrayEquals(new float[] {2, 1, 4, 3}, inputs(data));
  }

  @Test
  void excludedColumnsAndTheTargetAreNoInputs() {
    PreparedData data =
        Csv.of(dir, "a,b,y", "1,2,0", "3,4,1")
            .with(Csv.excluding("b", "y"))
            .load(TargetKind.CLASS_INDEX);
    assertArrayEquals(new float[] {-1, 1}, inputs(data));
  }

  @Test
  void quotesCarriageReturnsAByteOrderMarkAndAMissingLastLineEndAreRead() throws Exception {
    Path file = dir.resolve("data.csv");
    Files.write(
        file,
        "\uFEFF\"a\",\"say \"\"y\"\"\"\r\n1,\"x, y\"\r\n2,\"two\nlines\""
            .getBytes(StandardCharsets.UTF_8));
    PreparedData data = Csv.at(file, "say \"y\"").load(TargetKind.CLASS_INDEX);
    assertEquals(List.of("two\nlines", "x, y"), data.classNames());
    assertArrayEquals(new float[] {-1, 1}, inputs(data));
  }

  @Test
  void anotherDelimiterIsRead() {
    Csv csv = Csv.of(dir, "a;y", "1;u", "2;v").with(Csv.delimited(";"));
    assertEquals(List.of("u", "v"), csv.load(TargetKind.BINARY).classNames());
  }

  @Test
  void classesThatAreNumbersAreSortedAsNumbersAndKeepTheirFirstSpelling() {
    PreparedData data = Csv.of(dir, "a,y", "1,10", "2,9", "3,9.0").load(TargetKind.CLASS_INDEX);
    assertEquals(List.of("9", "10"), data.classNames());
    assertEquals(Tensor.of(Shape.of(3), 1, 0, 0), target(data));
  }

  @Test
  void theTargetKindDecidesTheEncoding() {
    Csv csv = Csv.of(dir, "a,y", "1,7", "2,3", "3,7");
    assertEquals(Tensor.of(Shape.of(3), 1, 0, 1), target(csv.load(TargetKind.CLASS_INDEX)));
    assertEquals(Tensor.of(Shape.of(3, 1), 1f, 0, 1), target(csv.load(TargetKind.BINARY)));
    assertEquals(
        Tensor.of(Shape.of(3, 2), 0f, 1, 1, 0, 0, 1), target(csv.load(TargetKind.ONE_HOT)));
    assertEquals(Tensor.of(Shape.of(3, 1), 7f, 3, 7), target(csv.load(TargetKind.VALUE)));
    assertEquals(List.of(), csv.load(TargetKind.VALUE).classNames());
  }

  @Test
  void severalTargetColumnsStandBesideEachOther() {
    PreparedData data =
        Csv.of(dir, "a,y,z", "1,2,3", "4,5,6").with(Csv.targets("z", "y")).load(TargetKind.VALUE);
    assertEquals(Tensor.of(Shape.of(2, 2), 3f, 2, 6, 5), target(data));
    assertEquals(Shape.of(2, 1), data.train().inputs().get("input").shape());
  }

  @Test
  void scalingIsFittedOnTheTrainingPartAlone() {
    Csv csv = Csv.of(dir, "a,y", "1,1", "2,2", "3,3", "4,4", "500,5", "600,6", "700,7", "800,8");
    PreparedData data =
        csv.with(new Split(Optional.empty(), 0.25, 0.25, false)).load(TargetKind.VALUE);
    double mean = 0;
    for (float value : inputs(data)) {
      mean += value / 4;
    }
    assertEquals(4, data.train().size());
    assertEquals(2, data.validation().orElseThrow().size());
    assertEquals(2, data.test().orElseThrow().size());
    assertEquals(0, mean, 1e-6);
  }

  @Test
  void theSameSeedGivesTheSameParts() {
    Csv csv =
        Csv.of(dir, "a,y", "1,1", "2,2", "3,3", "4,4")
            .with(new Split(Optional.empty(), 0.5, 0, false));
    assertEquals(csv.load(TargetKind.VALUE).train(), csv.load(TargetKind.VALUE).train());
  }

  @Test
  void aTextAmongNumbersIsWarnedAbout() {
    String[] lines = new String[21];
    Arrays.setAll(lines, i -> i == 0 ? "a,y" : (i == 7 ? "?" : i) + "," + i % 2);
    List<String> warnings = Csv.of(dir, lines).load(TargetKind.BINARY).warnings();
    assertEquals(
        List.of(
            "column 'a' is categorical because of '?' among 19 numbers; leave a cell empty if its"
                + " value is missing, or name the mark in na_values"),
        warnings);
  }

  @Test
  void theDefaultsInTheAnnotationsAreThoseOfTheConstant() {
    Map<String, String> defaults =
        Arrays.stream(CsvFeatures.class.getRecordComponents())
            .filter(c -> c.isAnnotationPresent(Default.class))
            .collect(
                Collectors.toMap(
                    RecordComponent::getName, c -> c.getAnnotation(Default.class).value()));
    assertEquals(defaults.get("scale"), CsvFeatures.ALL.scale().name().toLowerCase());
    assertEquals(defaults.get("encoding"), CsvFeatures.ALL.encoding().name().toLowerCase());
    assertEquals(defaults.get("missing"), CsvFeatures.ALL.missing().name().toLowerCase());
    assertTrue(CsvFeatures.ALL.columns().isEmpty() && CsvFeatures.ALL.exclude().isEmpty());
  }

  private static float[] inputs(PreparedData data) {
    return data.train().inputs().get("input").floats();
  }

  private static Tensor target(PreparedData data) {
    return data.train().targets().get("output");
  }
}
