package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.tensor.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several inputs and targets from one table, inputs as their own targets, marks of gaps. */
class CsvPartsTest {
  @TempDir Path dir;

  private CsvSource source(
      Map<String, CsvTarget> targets, Map<String, CsvFeatures> inputs, String... lines) {
    Csv csv = Csv.of(dir, lines);
    return new CsvSource(
        DataFile.of(csv.file()),
        Optional.empty(),
        targets,
        CsvFeatures.ALL,
        inputs,
        CsvFormat.STANDARD,
        Optional.empty());
  }

  private static Map<String, CsvTarget> kindAndSize() {
    Map<String, CsvTarget> targets = new LinkedHashMap<>();
    targets.put("kind", CsvTarget.of("k"));
    targets.put("size", CsvTarget.of("s"));
    return targets;
  }

  private static Map<String, CsvFeatures> leftAndRight() {
    Map<String, CsvFeatures> inputs = new LinkedHashMap<>();
    inputs.put("left", Csv.columns("a"));
    inputs.put("right", Csv.columns("b", "c"));
    return inputs;
  }

  private DataRequest request(Map<String, TargetKind> kinds) {
    return new DataRequest(dir, 1, kinds);
  }

  private static final String[] LINES = {"a,b,c,k,s", "1,2,x,cat,10", "3,4,y,dog,20"};

  @Test
  void eachTargetIsEncodedAsItsOwnLossWantsIt() {
    PreparedData data =
        source(kindAndSize(), leftAndRight(), LINES)
            .load(request(Map.of("kind", TargetKind.ONE_HOT, "size", TargetKind.VALUE)));
    assertEquals(Shape.of(2, 1), data.train().inputs().get("left").shape());
    assertArrayEquals(new float[] {2, 1, 0, 4, 0, 1}, data.train().inputs().get("right").floats());
    assertArrayEquals(new float[] {1, 0, 0, 1}, data.train().targets().get("kind").floats());
    assertArrayEquals(new float[] {10, 20}, data.train().targets().get("size").floats());
    assertEquals(Map.of("kind", List.of("cat", "dog")), data.classes());
    assertEquals(List.of(), data.classNames("size"));
    assertEquals(
        Map.of("left", List.of("a"), "right", List.of("b", "c=x", "c=y")), data.features());
    Preprocessing again = Preprocessings.fromDescription(data.preprocessing().describe());
    Dataset labelled = again.readLabelled(dir.resolve("data.csv"));
    assertEquals(data.train().targets(), labelled.targets());
    assertEquals(data.train().inputs(), labelled.inputs());
  }

  @Test
  void aTargetThatNoOutputReadsIsAnError() {
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                source(kindAndSize(), Map.of(), LINES)
                    .load(request(Map.of("kind", TargetKind.ONE_HOT, "weight", TargetKind.VALUE))));
    assertEquals(Optional.of("targets.size"), e.key());
    assertTrue(e.getMessage().contains("the outputs read: "), e.getMessage());
  }

  @Test
  void oneTargetCannotBeWantedInTwoWays() {
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                Csv.at(dir.resolve("data.csv"), "s")
                    .source()
                    .load(
                        checked(request(Map.of("a", TargetKind.ONE_HOT, "b", TargetKind.VALUE)))));
    assertEquals(Optional.of("target"), e.key());
    assertTrue(e.getMessage().contains("'a' as one-hot classes"), e.getMessage());
  }

  private DataRequest checked(DataRequest request) {
    Csv.of(dir, LINES);
    return request;
  }

  @Test
  void anInputAsItsOwnTargetIsTheSameTensor() {
    CsvTarget same = new CsvTarget(Optional.empty(), List.of(), true, Optional.empty(), Scale.NONE);
    Csv csv = Csv.of(dir, "a,y", "1,5", "3,7").with(same).with(Csv.features(Scale.MIN_MAX));
    PreparedData data = csv.load(TargetKind.VALUE);
    assertSame(data.train().inputs().get("input"), data.train().targets().get("output"));
    assertArrayEquals(new float[] {0, 0, 1, 1}, data.train().targets().get("output").floats());
    Preprocessing again = Preprocessings.fromDescription(data.preprocessing().describe());
    assertEquals(data.train(), again.readLabelled(csv.file()));
    DataException e = assertThrows(DataException.class, () -> csv.load(TargetKind.ONE_HOT));
    assertTrue(e.getMessage().startsWith("inputs are no classes"), e.getMessage());
  }

  @Test
  void anIndicatorSaysWhereANumberIsMissing() {
    CsvFeatures marked =
        new CsvFeatures(
            List.of(),
            List.of(),
            Scale.NONE,
            Map.of(),
            Encoding.ONE_HOT,
            Missing.MEAN,
            true,
            Optional.empty());
    PreparedData data =
        Csv.of(dir, "a,b,y", "1,1,0", ",2,1", "3,3,0").with(marked).load(TargetKind.BINARY);
    assertArrayEquals(
        new float[] {1, 0, 1, 2, 1, 2, 3, 0, 3}, data.train().inputs().get("input").floats());
    assertEquals(List.of("a", "a=(missing)", "b"), data.features().get("input"));
    assertNotEquals(
        CsvFeatures.ALL, marked, "or the source could not tell whether features were given");
  }

  @Test
  void targetAndTargetsOrFeaturesAndInputsExcludeEachOther() {
    DataException e = assertThrows(DataException.class, () -> source(Map.of(), Map.of(), LINES));
    assertEquals(Optional.of("target"), e.key());
    DataException f =
        assertThrows(
            DataException.class,
            () ->
                new CsvSource(
                    DataFile.of(Path.of("x")),
                    Optional.of(CsvTarget.of("y")),
                    Map.of(),
                    Csv.columns("a"),
                    leftAndRight(),
                    CsvFormat.STANDARD,
                    Optional.empty()));
    assertEquals(Optional.of("features"), f.key());
  }
}
