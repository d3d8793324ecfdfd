package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PartsTest {
  private static final Split SPLIT = new Split(Optional.of(0.7), 0.15, 0.15, true);

  @Property(tries = 300)
  void partsAreDisjointAndComplete(
      @ForAll @Size(min = 10, max = 200) List<@IntRange(max = 4) Integer> classes,
      @ForAll @DoubleRange(max = 0.4) double validation,
      @ForAll @DoubleRange(max = 0.4) double test,
      @ForAll boolean stratify,
      @ForAll long seed) {
    Optional<Parts> parts =
        divide(new Split(Optional.empty(), validation, test, stratify), classes, seed);
    Assume.that(parts.isPresent());
    int[] all = all(parts.get()).sorted().toArray();
    assertArrayEquals(IntStream.range(0, classes.size()).toArray(), all);
  }

  @Property(tries = 300)
  void everyPartHasItsShareOfEachClassWithinOneExample(
      @ForAll @Size(min = 20, max = 300) List<@IntRange(max = 5) Integer> classes,
      @ForAll @DoubleRange(min = 0.05, max = 0.6) double train,
      @ForAll @DoubleRange(max = 0.2) double validation,
      @ForAll @DoubleRange(max = 0.2) double test,
      @ForAll long seed) {
    Optional<Parts> parts =
        divide(new Split(Optional.of(train), validation, test, true), classes, seed);
    Assume.that(parts.isPresent());
    for (int label : classes.stream().distinct().toList()) {
      double size = classes.stream().filter(c -> c == label).count();
      assertEquals(train * size, count(parts.get().train(), classes, label), 1.000001);
      assertEquals(validation * size, count(parts.get().validation(), classes, label), 1.000001);
      assertEquals(test * size, count(parts.get().test(), classes, label), 1.000001);
      assertTrue(count(parts.get().train(), classes, label) > 0);
    }
  }

  @Property(tries = 100)
  void partsWithoutClassesHaveTheirSizesWithinOneExample(
      @ForAll @IntRange(min = 20, max = 2000) int examples, @ForAll long seed) {
    Parts parts = Parts.of(Optional.of(SPLIT), examples, Optional.empty(), seed);
    assertEquals(0.7 * examples, parts.train().length, 1);
    assertEquals(0.15 * examples, parts.validation().length, 1);
    assertEquals(0.15 * examples, parts.test().length, 1);
  }

  @Example
  void quotasThatComeOutEvenAreMetExactly() {
    int[] classes = IntStream.range(0, 100).map(i -> i % 5).toArray();
    Parts parts = Parts.of(Optional.of(SPLIT), 100, Optional.of(classes), 1);
    assertEquals(70, parts.train().length);
    assertEquals(15, parts.validation().length);
    assertEquals(15, parts.test().length);
  }

  @Example
  void theSeedDecidesTheOrder() {
    int[] first = train(7);
    assertArrayEquals(first, train(7));
    assertFalse(Arrays.equals(first, train(8)));
  }

  /** What runs were trained on is not to change with the program's version. */
  @Example
  void aSeedMeansTheSamePartsForEver() {
    int[] classes = IntStream.range(0, 20).map(i -> i % 3).toArray();
    Parts stratified = Parts.of(Optional.of(SPLIT), 20, Optional.of(classes), 7);
    assertArrayEquals(
        new int[] {2, 14, 5, 12, 4, 0, 6, 13, 1, 18, 3, 8, 19, 7}, stratified.train());
    assertArrayEquals(new int[] {9, 17, 10}, stratified.validation());
    assertArrayEquals(new int[] {11, 15, 16}, stratified.test());
    Split plain = new Split(Optional.of(0.7), 0.15, 0.15, false);
    Parts shuffled = Parts.of(Optional.of(plain), 20, Optional.of(classes), 7);
    assertArrayEquals(new int[] {2, 14, 5, 12, 4, 0, 6, 13, 1, 18, 3, 8, 9, 19}, shuffled.train());
    assertArrayEquals(new int[] {17, 11, 15}, shuffled.validation());
    assertArrayEquals(new int[] {7, 10, 16}, shuffled.test());
  }

  @Example
  void withoutASplitAllAreForTrainingInTheirOrder() {
    Parts parts = Parts.of(Optional.empty(), 3, Optional.empty(), 1);
    assertArrayEquals(new int[] {0, 1, 2}, parts.train());
    assertEquals(0, parts.validation().length + parts.test().length);
  }

  @Example
  void examplesBeyondTheFractionsAreNotUsed() {
    Split tenth = new Split(Optional.of(0.1), 0, 0, false);
    assertEquals(10, Parts.of(Optional.of(tenth), 100, Optional.empty(), 1).train().length);
  }

  @Example
  void aPartThatWouldBeEmptyIsAnError() {
    DataException e =
        assertThrows(
            DataException.class, () -> Parts.of(Optional.of(SPLIT), 2, Optional.empty(), 1));
    assertEquals(Optional.of("split.validation"), e.key());
    assertEquals("0.15 of 2 examples leaves none for this part; use more", e.getMessage());
  }

  @Example
  void fractionsOutOfRangeAreErrors() {
    split(
        Optional.of(0.7),
        0.2,
        0.2,
        "split",
        "train, validation and test add up to 1.1; together they can be at most 1");
    split(
        Optional.empty(),
        0.5,
        0.5,
        "split",
        "validation and test take all examples and leave none to train on");
    split(Optional.of(0.0), 0.5, 0.5, "split.train", "expected a fraction above 0, found 0");
    split(
        Optional.empty(),
        -0.5,
        0,
        "split.validation",
        "expected a fraction between 0 and 1, found -0.5");
    split(
        Optional.empty(),
        0,
        Double.NaN,
        "split.test",
        "expected a fraction between 0 and 1, found NaN");
  }

  private static void split(
      Optional<Double> train, double validation, double test, String key, String message) {
    DataException e =
        assertThrows(DataException.class, () -> new Split(train, validation, test, true));
    assertEquals(Optional.of(key), e.key());
    assertEquals(message, e.getMessage());
  }

  private static int[] train(long seed) {
    return Parts.of(Optional.of(SPLIT), 50, Optional.empty(), seed).train();
  }

  /** Empty if a part would be; that is for another test. */
  private static Optional<Parts> divide(Split split, List<Integer> classes, long seed) {
    int[] labels = classes.stream().mapToInt(Integer::intValue).toArray();
    try {
      return Optional.of(Parts.of(Optional.of(split), labels.length, Optional.of(labels), seed));
    } catch (DataException e) {
      return Optional.empty();
    }
  }

  private static IntStream all(Parts parts) {
    return Stream.of(parts.train(), parts.validation(), parts.test()).flatMapToInt(Arrays::stream);
  }

  private static long count(int[] part, List<Integer> classes, int label) {
    return Arrays.stream(part).filter(example -> classes.get(example) == label).count();
  }
}
