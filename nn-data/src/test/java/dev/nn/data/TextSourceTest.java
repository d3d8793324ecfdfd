package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
  private static final Optional<Split> HALVES =
      Optional.of(new Split(Optional.of(0.5), 0.5, 0, true));

  @TempDir Path dir;

  private TextSource characters(int length, Optional<Integer> stride, Optional<Split> split) {
    return new TextSource(
        DataFile.of(Path.of("text.txt")),
        Vocabulary.Level.CHARACTER,
        length,
        stride,
        Optional.empty(),
        false,
        split);
  }

  private PreparedData load(TextSource source, String text) {
    Csv.write(dir.resolve("text.txt"), text);
    return Loading.of(source, new DataRequest(dir, 1, TargetKind.CLASS_INDEX));
  }

  @Test
  void targetsAreTheInputsOneTokenLater() {
    PreparedData data = load(characters(3, Optional.empty(), Optional.empty()), "abcab\r\nb\u20ac");
    // Sorted: line end, a, b, c, euro; 0 stands for all others.
    assertEquals(List.of("[UNK]", "\n", "a", "b", "c", "\u20ac"), data.classNames());
    assertArrayEquals(new int[] {2, 3, 4, 2, 3, 1}, data.train().inputs().get("input").ints());
    assertArrayEquals(new int[] {3, 4, 2, 3, 1, 3}, data.train().targets().get("output").ints());
    assertEquals(Shape.of(2, 3), data.train().targets().get("output").shape());
  }

  @Test
  void aStrideMakesWindowsOverlap() {
    PreparedData data = load(characters(3, Optional.of(2), Optional.empty()), "abcdefgh");
    assertArrayEquals(
        new int[] {1, 2, 3, 3, 4, 5, 5, 6, 7}, data.train().inputs().get("input").ints());
  }

  @Test
  void partsFollowEachOtherAndTheVocabularyIsThatOfTraining() {
    PreparedData data = load(characters(2, Optional.empty(), HALVES), "abababbabx");
    assertEquals(List.of("[UNK]", "a", "b"), data.classNames());
    Dataset validation = data.validation().orElseThrow();
    assertArrayEquals(new int[] {2, 2, 1, 2}, validation.inputs().get("input").ints());
    assertArrayEquals(new int[] {2, 1, 2, 0}, validation.targets().get("output").ints());
    assertEquals(
        List.of(
            "1 of 5 tokens of the validation part are not in the vocabulary, and count as [UNK]"),
        data.warnings());
  }

  @Test
  void aNewTextIsReadInWindowsThatCoverIt() {
    PreparedData data = load(characters(3, Optional.empty(), Optional.empty()), "abcabc");
    TextPreprocessing again =
        (TextPreprocessing) Preprocessings.fromDescription(data.preprocessing().describe());
    Csv.write(dir.resolve("new.txt"), "cabxb");
    RawExamples read = again.read(dir.resolve("new.txt"));
    assertArrayEquals(new int[] {3, 1, 2, 2, 0, 2}, read.inputs().get("input").ints());
    assertEquals(List.of(List.of("cab"), List.of("b[UNK]b")), read.rows());
    assertEquals(List.of("new.txt has what training never saw: 'x'"), read.warnings());
    assertEquals(1, again.readLabelled(dir.resolve("new.txt")).size());
    Csv.write(dir.resolve("short.txt"), "ab");
    DataException e = assertThrows(DataException.class, () -> again.read(dir.resolve("short.txt")));
    assertEquals("expected at least 3 tokens, found 2", e.getMessage());
  }

  @Test
  void wordsAreNumberedByHowOftenTheyOccurAndWrittenWithSpaces() {
    TextSource words =
        new TextSource(
            DataFile.of(Path.of("text.txt")),
            Vocabulary.Level.WORD,
            2,
            Optional.empty(),
            Optional.of(5),
            true,
            Optional.empty());
    PreparedData data = load(words, "The cat, the dog.\nThe cat's");
    assertEquals(List.of("[UNK]", "the", "\n", ",", "."), data.classNames());
    TextPreprocessing preprocessing = (TextPreprocessing) data.preprocessing();
    assertEquals("the, the.\nthe", preprocessing.vocabulary().decode(1, 3, 1, 4, 2, 1));
    assertEquals(1, data.warnings().size());
  }

  @Test
  void whatCannotBeIsSaidByItsKey() {
    DataException shorter =
        assertThrows(
            DataException.class, () -> load(characters(3, Optional.empty(), HALVES), "abcdef"));
    assertEquals(Optional.of("sequence_length"), shorter.key());
    DataException kind =
        assertThrows(
            DataException.class,
            () ->
                characters(3, Optional.empty(), Optional.empty())
                    .load(new DataRequest(dir, 1, TargetKind.VALUE)));
    assertEquals(Optional.of("type"), kind.key());
    DataException large =
        assertThrows(
            DataException.class,
            () -> load(characters(40_000, Optional.of(1), Optional.empty()), "ab".repeat(30_000)));
    assertEquals(Optional.of("stride"), large.key());
  }

  @Test
  void tinyShakespeareHasSixtyFiveCharacters() {
    Path file = SharedData.file("text/tinyshakespeare.txt").toAbsolutePath();
    PreparedData data =
        new TextSource(
                DataFile.of(file),
                Vocabulary.Level.CHARACTER,
                128,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new Split(Optional.of(0.9), 0.1, 0, true)))
            .load(new DataRequest(dir, 1, TargetKind.CLASS_INDEX));
    assertEquals(66, data.classNames().size());
    assertEquals(1_003_855 / 128, data.train().size());
    assertEquals(111_539 / 128, data.validation().orElseThrow().size());
    assertTrue(data.warnings().isEmpty(), data.warnings().toString());
  }
}
