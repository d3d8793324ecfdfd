package dev.nn.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choices of a draft, and the reasons that it gives. */
class DraftTest {
  private static final int ROWS = 120;

  @TempDir Path dir;

  private final StringBuilder header = new StringBuilder("y");
  private IntFunction<String> row;

  /** A table whose target {@code y} is as given. */
  private DraftTest of(IntFunction<String> target) {
    row = target;
    return this;
  }

  private DraftTest with(String name, IntFunction<String> cell) {
    IntFunction<String> before = row;
    header.append(',').append(name);
    row = i -> before.apply(i) + "," + cell.apply(i);
    return this;
  }

  /** And a number that says nothing, so that there is something to learn from. */
  private Draft draft(Task... task) {
    with("noise", i -> "" + (i * 7919 % 101) / 10.0);
    String rows = IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining("\n"));
    try {
      Path file = Files.writeString(dir.resolve("d.csv"), header + "\n" + rows + "\n");
      return Draft.of(file, "y", List.of(task).stream().findFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String yaml(Task... task) {
    return draft(task).yaml("d", "d.yaml", "d.csv");
  }

  private static void has(String text, String... parts) {
    // Comments are broken into lines anywhere.
    String joined = text.replaceAll("\n *#", "");
    for (String part : parts) {
      assertTrue(joined.contains(part), () -> "'" + part + "' is not in\n" + text);
    }
  }

  @Test
  void twoTextsAreTwoClassesWithOneProbability() {
    has(
        of(i -> i % 3 == 0 ? "yes" : "no").yaml(),
        "Texts, so 2 classes: no (80, 66.7 %), yes (40, 33.3 %).",
        "units: 1, activation: sigmoid}  # the probability of yes",
        "loss: binary_crossentropy",
        "metrics: [accuracy, auc]  # naming the most frequent class each time gives an accuracy of 66.7 %",
        "stratify: true");
  }

  @Test
  void aFewWholeNumbersAreClassesAndCanBeToldToBeANumber() {
    has(
        of(i -> "" + (3 + i % 4)).yaml(),
        "4 different numbers in 120 rows, so classes: 3 (30, 25.0 %), 4 (30, 25.0 %)",
        "Otherwise: nn init … --task regression.",
        "units: 4, activation: softmax}",
        "loss: sparse_categorical_crossentropy");
    header.setLength(1);
    has(
        of(i -> "" + (3 + i % 4)).yaml(Task.REGRESSION),
        "4 different numbers from 3 to 6 (mean 4.5, standard deviation 1.118), so a number is predicted. As told by --task.",
        "target: {column: \"y\", scale: standard}",
        "loss: mean_squared_error",
        "metrics: [r2_score]  # 1: no error; 0: no better than saying 4.5 for every row");
  }

  @Test
  void manyNumbersAreANumber() {
    String yaml = of(i -> "" + i * 1.5).with("a", i -> "" + i % 10).yaml();
    has(
        yaml,
        "loss: mean_squared_error",
        "scale: standard}",
        "- {name: prediction, type: dense, units: 1}");
    assertFalse(yaml.contains("stratify"), yaml);
  }

  @Test
  void aRareClassBringsMetricsThatSeeItAndSuggestsWeights() {
    has(
        of(i -> i % 12 == 0 ? "fraud" : "fine").yaml(),
        "metrics: [accuracy, auc, precision, recall]",
        "The rarest class has 8.3 % of the rows.",
        "alike: class_weight: balanced");
    header.setLength(1);
    has(
        of(i -> i % 12 == 0 ? "a" : i % 2 == 0 ? "b" : "c").yaml(),
        "metrics: [accuracy, {type: f1_score, average: macro}]");
  }

  @Test
  void columnsThatGiveTheClassAwayAreLeftOut() {
    Draft draft =
        of(i -> i % 3 == 0 ? "1" : "0")
            .with("outcome", i -> i % 3 == 0 ? "died" : "lived")
            .with("code", i -> i % 3 == 0 ? "7" : i % 2 == 0 ? "8" : "9")
            .with("nearly", i -> i % 3 == 0 && i != 60 ? "a" : "b")
            .with("honest", i -> i % 3 == 0 && i % 2 == 0 ? "a" : "b")
            .draft();
    assertEquals(
        "{outcome=repeats the target: each of its 2 values goes with one class,"
            + " code=repeats the target: each of its 3 values goes with one class}",
        draft.excluded().toString());
    assertEquals(List.of(), draft.cautions());
  }

  @Test
  void aColumnThatGivesTheClassAwayButForAFewRowsIsLeftOutToo() {
    Draft draft =
        of(i -> i % 2 == 0 ? "1" : "0")
            .with("late", i -> i % 2 == 0 && i != 60 ? "a" : "b")
            .draft();
    assertEquals(
        "{late=gives the target away in all but a few rows; is it known beforehand?}",
        draft.excluded().toString());
  }

  @Test
  void aNumberThatTellsTheClassesApartIsKeptWithACaution() {
    Draft draft = of(i -> i < 40 ? "a" : "b").with("score", i -> "" + i * 1.5).draft();
    assertEquals("{}", draft.excluded().toString());
    has(
        draft.yaml("d", "d.yaml", "d.csv"),
        "Careful: score alone tells the classes apart without error");
  }

  @Test
  void columnsThatGiveANumberAwayAreLeftOut() {
    Draft draft =
        of(i -> "" + i * 1.5)
            .with("logarithm", i -> "" + Math.log(1 + i))
            .with("group", i -> "g" + i / 10)
            .with("side", i -> i < 60 ? "l" : "r")
            .draft();
    assertEquals(
        "{logarithm=rises or falls with the target, rank correlation 1,"
            + " group=its values explain 99.3 % of the target's variance}",
        draft.excluded().toString());
  }

  @Test
  void columnsThatSayNothingNewAreLeftOut() {
    Draft draft =
        of(i -> i % 7 < 3 ? "a" : "b")
            .with("class", i -> "" + i % 3)
            .with("name", i -> List.of("first", "second", "third").get(i % 3))
            .with("again", i -> List.of("I", "II", "III").get(i % 3))
            .with("last", i -> i % 3 == 2 ? "True" : "False")
            .draft();
    assertEquals(
        "{class=repeats name, again=repeats name, last=follows from name}",
        draft.excluded().toString());
  }

  @Test
  void columnsThatCannotBeLearnedFromAreLeftOut() {
    Draft draft =
        of(i -> i % 7 < 3 ? "a" : "b")
            .with("id", i -> "" + (i + 1))
            .with("who", i -> "Person" + i)
            .with("when", i -> "2024-01-" + (10 + i * 7 % 20))
            .with("same", i -> "x")
            .with("nothing", i -> "")
            .with("hardly", i -> i < 3 ? "" + i : "")
            .draft();
    assertEquals(
        "{id=numbers the rows, who=120 different texts in 120 rows, too rare to learn from,"
            + " when=dates are not read; columns for year, month or weekday would be,"
            + " same=the same in every row, nothing=empty, hardly=97.5 % missing}",
        draft.excluded().toString());
  }

  @Test
  void rowsInTheOrderOfTimeBringACaution() {
    has(
        of(i -> i % 7 < 3 ? "a" : "b")
            .with("day", i -> "2024-%02d-01".formatted(1 + i / 10))
            .yaml(),
        "Careful: the rows are in the order of day");
  }

  @Test
  void gapsAreFilledAndPointedOutWhereThereAreMany() {
    String few = of(i -> i % 2 + "").with("a", i -> i == 5 ? "" : "" + i % 9).yaml();
    has(few, "Missing in a (1 row, 0.8 %).", "missing: median");
    assertFalse(few.contains("missing_indicator"), few);
    header.setLength(1);
    has(
        of(i -> i % 2 + "")
            .with("a", i -> i % 4 == 0 ? "" : "" + i % 9)
            .with("c", i -> i % 5 == 0 ? "" : i % 3 == 0 ? "p" : "q")
            .yaml(),
        "Missing in c (24 rows, 20.0 %): there, missing is a category of its own.",
        "Missing in a (30 rows, 25.0 %).",
        "missing_indicator: true");
  }

  @Test
  void textsOfSeveralWordsAreReadAsWords() {
    has(
        of(i -> i % 2 == 0 ? "good" : "bad")
            .with("review", i -> "this thing number " + i + " is " + (i % 2 == 0 ? "fine" : "poor"))
            .yaml(),
        "    facts:",
        "    words: {columns: [review], types: {review: text}}",
        "  inputs: [facts, words]",
        "type: text_vectorization",
        "- {name: all, type: concatenate, inputs: [facts, bag]}");
  }

  @Test
  void whatCannotBeLearnedIsRefusedWithTheWayOut() {
    assertEquals("'y' is 'a' in every row: there is nothing to learn", refusal(i -> "a"));
    assertEquals("'y' is empty", refusal(i -> ""));
    assertEquals(
        "'y' is missing in 40 of 120 rows, first on line 2; a row without its target teaches nothing",
        refusal(i -> i % 3 == 0 ? "" : "a" + i % 2));
    assertEquals(
        "'y' has 120 different values in 120 rows: too few rows of each to learn them as classes",
        refusal(i -> "t" + i));
    assertEquals(
        "'y' cannot be predicted as a number: it holds texts such as 'a'",
        refusal(i -> i % 2 == 0 ? "a" : "b", Task.REGRESSION));
    assertEquals(
        "'y' has numbers with a comma for the point, such as '0,5'",
        refusal(i -> "\"" + i % 9 + ",5\""));
  }

  private String refusal(IntFunction<String> target, Task... task) {
    header.setLength(1);
    return assertThrows(DraftException.class, () -> of(target).draft(task)).getMessage();
  }

  @Test
  void ofAFileWithNothingButTheTargetNothingCanBeLearned() throws IOException {
    Path file = Files.writeString(dir.resolve("d.csv"), "y,id\n" + "a,1\nb,2\n".repeat(10));
    assertThrows(DraftException.class, () -> Draft.of(file, "x", Optional.empty()));
    Path rows =
        Files.writeString(
            dir.resolve("e.csv"),
            "y,id\n"
                + IntStream.range(0, 20)
                    .mapToObj(i -> i % 2 + "," + i)
                    .collect(Collectors.joining("\n")));
    DraftException e =
        assertThrows(DraftException.class, () -> Draft.of(rows, "y", Optional.empty()));
    assertEquals("no column is left to predict 'y' from", e.getMessage());
    assertEquals("left out: id (numbers the rows)", e.hint());
  }
}
