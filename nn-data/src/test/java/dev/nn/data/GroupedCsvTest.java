package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that stay together by a column. */
class GroupedCsvTest {
  @TempDir Path dir;

  private static GroupedSplit by(String column) {
    return new GroupedSplit(new Split(Optional.empty(), 0, 0.5, true), Optional.of(column));
  }

  /** Ten patients with four rows each; a row's number is its patient's. */
  private Csv patients() {
    String[] lines = new String[41];
    Arrays.setAll(
        lines, i -> i == 0 ? "patient,a,y" : "p%d,%d,%d".formatted(i % 10, i % 10, i / 11 % 2));
    return Csv.of(dir, lines).with(Csv.features(Scale.NONE));
  }

  @Test
  void noPatientIsInTwoParts() {
    PreparedData data = patients().with(by("patient")).load(TargetKind.BINARY);
    Set<Float> trained = numbers(data.train());
    Set<Float> tested = numbers(data.test().orElseThrow());
    assertEquals(5, trained.size());
    assertEquals(5, tested.size());
    assertTrue(trained.stream().noneMatch(tested::contains), trained + " and " + tested);
  }

  @Test
  void theColumnIsLearntFromOnlyIfTheFeaturesNameIt() {
    Csv csv = patients().with(by("patient"));
    assertEquals(List.of("a"), csv.load(TargetKind.BINARY).features().get("input"));
    List<String> named =
        csv.with(Csv.columns("patient")).load(TargetKind.BINARY).features().get("input");
    assertEquals(5, named.size());
    assertTrue(named.stream().allMatch(name -> name.startsWith("patient=p")), named.toString());
    PreparedData text =
        csv.with(Csv.features(Map.of("patient", ColumnType.TEXT))).load(TargetKind.BINARY);
    assertEquals(Set.of("input", "patient"), text.train().inputs().keySet());
  }

  @Test
  void whiteSpaceAroundAValueMakesNoOtherGroup() {
    Csv csv = Csv.of(dir, "who,y", "x ,0", "X,1", " x,0", "x y,1");
    Groups groups = Groups.of(CsvTable.read(csv.file(), CsvFormat.STANDARD), "who");
    assertArrayEquals(new int[] {0, 1, 0, 2}, groups.numbers());
    assertEquals(List.of("x", "X", "x y"), groups.values());
  }

  @Test
  void anUnknownColumnIsAnErrorThatNamesTheNearest() {
    DataException e =
        assertThrows(
            DataException.class, () -> patients().with(by("pateint")).load(TargetKind.BINARY));
    assertEquals(Optional.of("split.group"), e.key());
    assertEquals("data.csv has no column 'pateint'; did you mean 'patient'?", e.getMessage());
  }

  @Test
  void aClassWhoseGroupsAllWentElsewhereIsToldWithWhatHelps() {
    Csv csv = Csv.of(dir, "who,a,y", "x,1,u", "x,2,u", "z,3,v", "z,4,v").with(by("who"));
    DataException e = assertThrows(DataException.class, () -> csv.load(TargetKind.CLASS_INDEX));
    String told = e.getMessage();
    assertEquals(Optional.of("split"), e.key());
    assertTrue(told.startsWith("no training example is of class '"), told);
    assertTrue(told.contains("groups of equal 'who'"), told);
    assertTrue(told.contains("try another seed, make split.train larger, group by"), told);
  }

  @Test
  void emptyCellsAreOneGroup() {
    Csv csv = Csv.of(dir, "who,a,y", ",1,0", " ,2,1", ",3,0", "x,4,1").with(by("who"));
    DataException e = assertThrows(DataException.class, () -> csv.load(TargetKind.BINARY));
    assertTrue(
        e.getMessage()
            .startsWith("3 of 4 examples have no value in column 'who' and stay together"),
        e.getMessage());
  }

  /** 5574 messages of which 5171 differ. */
  @Test
  void noMessageOfTheSmsCollectionIsInTwoParts() {
    Split tenths = new Split(Optional.of(0.8), 0.1, 0.1, true);
    PreparedData data =
        Csv.at(SharedData.file("text/SMSSpamCollection.tsv"), "label")
            .with(
                new CsvFormat(
                    "\t", false, List.of("label", "message"), CsvFormat.Quote.NONE, List.of()))
            .with(Csv.features(Map.of("message", ColumnType.TEXT)))
            .with(new GroupedSplit(tenths, Optional.of("message")))
            .load(TargetKind.BINARY);
    Set<String> trained = messages(data.train());
    Set<String> validated = messages(data.validation().orElseThrow());
    Set<String> tested = messages(data.test().orElseThrow());
    assertTrue(trained.stream().noneMatch(validated::contains));
    assertTrue(trained.stream().noneMatch(tested::contains));
    assertTrue(validated.stream().noneMatch(tested::contains));
    assertEquals(557.4, data.test().orElseThrow().size(), 1);
    assertEquals(557.4, data.validation().orElseThrow().size(), 1);
    assertEquals(74.7, spam(data.validation().orElseThrow()), 2);
    assertEquals(74.7, spam(data.test().orElseThrow()), 2);
  }

  private static double spam(Dataset part) {
    double sum = 0;
    for (float each : part.targets().get("output").floats()) {
      sum += each;
    }
    return sum;
  }

  private static Set<Float> numbers(Dataset part) {
    Set<Float> numbers = new HashSet<>();
    for (float each : part.inputs().get("input").floats()) {
      numbers.add(each);
    }
    return numbers;
  }

  private static Set<String> messages(Dataset part) {
    int[] points = part.inputs().get("message").ints();
    int width = points.length / part.size();
    Set<String> messages = new HashSet<>();
    for (int row = 0; row < part.size(); row++) {
      messages.add(new String(points, row * width, width).strip());
    }
    return messages;
  }
}
