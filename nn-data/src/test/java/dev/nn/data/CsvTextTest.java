package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts as inputs, files without header, quotes that are text. */
class CsvTextTest {
  private static final CsvFormat TABS =
      new CsvFormat("\t", false, List.of("label", "text"), CsvFormat.Quote.NONE, List.of());

  @TempDir Path dir;

  private static CsvFeatures text(Optional<Integer> characters) {
    return new CsvFeatures(
        List.of(),
        List.of(),
        Scale.STANDARD,
        Map.of("text", ColumnType.TEXT),
        Encoding.ONE_HOT,
        Missing.MEAN,
        false,
        characters);
  }

  private Csv messages(Optional<Integer> characters, String... lines) {
    return Csv.of(dir, lines).with(CsvTarget.of("label")).with(TABS).with(text(characters));
  }

  @Test
  void aTextIsAnInputOfItsOwnOfCodePointsFilledWithZeros() {
    PreparedData data =
        messages(Optional.empty(), "ham\tsay \"hi", "spam\t€😀\"", "ham\t").load(TargetKind.BINARY);
    Tensor input = data.train().inputs().get("text");
    assertEquals(List.of("text"), List.copyOf(data.train().inputs().keySet()));
    assertEquals(Shape.of(3, 7), input.shape());
    assertArrayEquals(
        new int[] {
          's', 'a', 'y', ' ', '"', 'h', 'i', 0x20ac, 0x1f600, '"', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        },
        input.ints());
    assertArrayEquals(new float[] {0, 1, 0}, data.train().targets().get("output").floats());
    assertEquals(List.of("ham", "spam"), data.classNames());
  }

  @Test
  void longerTextsAreCutWithAWarningUnlessTheLengthWasStated() {
    Csv.write(dir.resolve("new.tsv"), "ham\tlonger than that\n");
    for (Optional<Integer> characters : List.of(Optional.<Integer>empty(), Optional.of(3))) {
      Preprocessing preprocessing =
          messages(characters, "ham\tabc", "spam\td").load(TargetKind.BINARY).preprocessing();
      RawExamples read = preprocessing.read(dir.resolve("new.tsv"));
      assertArrayEquals(new int[] {'l', 'o', 'n'}, read.inputs().get("text").ints());
      assertEquals(characters.isPresent() ? 0 : 1, read.warnings().size());
    }
  }

  @Test
  void newTextsAreReadWithTheirLabelsOrWithoutThem() {
    PreparedData data =
        messages(Optional.empty(), "ham\tabc", "spam\td").load(TargetKind.CLASS_INDEX);
    Preprocessing again = Preprocessings.fromDescription(data.preprocessing().describe());
    Csv.write(dir.resolve("labelled.tsv"), "spam\tab\r\n\r\nham\tc");
    Dataset labelled = again.readLabelled(dir.resolve("labelled.tsv"));
    assertArrayEquals(new int[] {1, 0}, labelled.targets().get("output").ints());
    Csv.write(dir.resolve("bare.tsv"), "ab\nc");
    RawExamples bare = again.read(dir.resolve("bare.tsv"));
    assertEquals(List.of("text"), bare.header());
    assertEquals(labelled.inputs(), bare.inputs());
    assertEquals(List.of("label", "text"), again.read(dir.resolve("labelled.tsv")).header());
    Csv.write(dir.resolve("odd.tsv"), "ab\nc\td\te");
    DataException e = assertThrows(DataException.class, () -> again.read(dir.resolve("odd.tsv")));
    assertEquals(2, e.line());
    assertEquals("expected 1 cells (text), found 3", e.getMessage());
  }

  @Test
  void numbersBesideATextAreAnInputOfTheirOwn() {
    PreparedData data =
        Csv.of(dir, "a,text,y", "1,x,0", "3,,1").with(text(Optional.of(2))).load(TargetKind.BINARY);
    assertEquals(List.of("input", "text"), List.copyOf(data.train().inputs().keySet()));
    assertEquals(Shape.of(2, 1), data.train().inputs().get("input").shape());
    assertEquals(Map.of("input", List.of("a")), data.features());
  }

  @Test
  void headersAndNamesOfColumnsGoTogether() {
    for (boolean header : List.of(true, false)) {
      DataException e =
          assertThrows(
              DataException.class,
              () ->
                  new CsvFormat(
                      ",",
                      header,
                      header ? List.of("a") : List.of(),
                      CsvFormat.Quote.DOUBLE,
                      List.of()));
      assertEquals(Optional.of(header ? "columns" : "header"), e.key());
    }
  }

  @Test
  void theSmsCollectionHasItsPublishedCounts() {
    PreparedData data =
        Csv.at(SharedData.file("text/SMSSpamCollection.tsv"), "label")
            .with(TABS)
            .with(text(Optional.of(200)))
            .with(new Split(Optional.of(0.8), 0, 0.2, true))
            .load(TargetKind.BINARY);
    assertEquals(5574, data.train().size() + data.test().orElseThrow().size());
    float[] spam = data.train().targets().get("output").floats();
    assertEquals(747 * 0.8, sum(spam), 1);
    int[] texts = data.train().inputs().get("text").ints();
    assertTrue(Arrays.stream(texts).anyMatch(point -> point == '"'));
    assertTrue(Arrays.stream(texts).anyMatch(point -> point == '£'));
    assertEquals(List.of(), data.warnings());
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
