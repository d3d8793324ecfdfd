package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Divided so that groups stay together. */
class GroupedPartsTest {
  @Property(tries = 500)
  void everyExampleIsInOnePartAndNoGroupInTwo(
      @ForAll @Size(min = 10, max = 200) List<@IntRange(max = 60) Integer> groups,
      @ForAll @DoubleRange(max = 0.4) double validation,
      @ForAll @DoubleRange(max = 0.4) double test,
      @ForAll boolean stratify,
      @ForAll long seed) {
    Parts parts = divided(new Split(Optional.empty(), validation, test, stratify), groups, seed);
    int[] all =
        Stream.of(parts.train(), parts.validation(), parts.test())
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, groups.size()).toArray(), all);
    Map<Integer, String> partOf = new HashMap<>();
    names(parts)
        .forEach(
            (name, examples) -> {
              for (int example : examples) {
                String other = partOf.putIfAbsent(groups.get(example), name);
                assertTrue(other == null || other.equals(name), name + " and " + other);
              }
            });
  }

  @Property(tries = 500)
  void partsAreLessThanTheLargestGroupFromTheirSizes(
      @ForAll @Size(min = 10, max = 200) List<@IntRange(max = 60) Integer> groups,
      @ForAll @DoubleRange(min = 0.3, max = 0.6) double train,
      @ForAll @DoubleRange(max = 0.2) double validation,
      @ForAll @DoubleRange(max = 0.2) double test,
      @ForAll boolean stratify,
      @ForAll long seed) {
    Parts parts = divided(new Split(Optional.of(train), validation, test, stratify), groups, seed);
    double largest =
        groups.stream()
            .mapToInt(each -> (int) groups.stream().filter(each::equals).count())
            .max()
            .getAsInt();
    assertEquals(train * groups.size(), parts.train().length, largest);
    assertEquals(validation * groups.size(), parts.validation().length, largest);
    assertEquals(test * groups.size(), parts.test().length, largest);
  }

  @Property(tries = 100)
  void theSameSeedGivesTheSameParts(
      @ForAll @Size(min = 30, max = 100) List<@IntRange(max = 60) Integer> groups,
      @ForAll long seed) {
    Split split = new Split(Optional.empty(), 0.2, 0.2, true);
    assertEquals(lists(divided(split, groups, seed)), lists(divided(split, groups, seed)));
  }

  @Property(tries = 100)
  void groupsOfOneAreDividedToWithinOneExampleAndOneOfEachClass(
      @ForAll @IntRange(min = 20, max = 300) int examples, @ForAll long seed) {
    List<Integer> groups = IntStream.range(0, examples).boxed().toList();
    Parts parts = divided(new Split(Optional.of(0.7), 0.15, 0.15, true), groups, seed);
    assertEquals(0.7 * examples, parts.train().length, 1);
    assertEquals(0.15 * examples, parts.validation().length, 1);
    assertEquals(0.15 * examples, parts.test().length, 1);
    int[] classes = classes(examples);
    for (int label = 0; label < 3; label++) {
      int wanted = label;
      long size = Arrays.stream(classes).filter(each -> each == wanted).count();
      long tested = Arrays.stream(parts.test()).filter(i -> classes[i] == wanted).count();
      assertEquals(0.15 * size, tested, 2);
    }
  }

  @Example
  void theSeedDecides() {
    List<Integer> groups = IntStream.range(0, 90).mapToObj(i -> i / 3).toList();
    Split split = new Split(Optional.empty(), 0, 0.3, true);
    assertTrue(!lists(divided(split, groups, 1)).equals(lists(divided(split, groups, 2))));
  }

  /** Or a test part of single examples would say little about examples that come in groups. */
  @Example
  void largeGroupsAreAsLikelyToBeTestedAsSingleExamples() {
    List<Integer> groups = IntStream.range(0, 300).mapToObj(i -> i < 100 ? i / 5 : i).toList();
    long tested = 0;
    for (long seed = 0; seed < 200; seed++) {
      int[] test = divided(new Split(Optional.of(0.8), 0.1, 0.1, true), groups, seed).test();
      tested += Arrays.stream(test).filter(example -> example < 100).count();
    }
    // A tenth of 100 examples, 200 times; of 20 groups with a deviation of √(20·0.1·0.9) groups.
    assertEquals(2000, tested, 3 * 5 * Math.sqrt(200 * 20 * 0.1 * 0.9));
  }

  @Example
  void classesKeepTheirSharesAsFarAsGroupsAllow() {
    // Forty groups of five, each of one class; every fourth of class 1.
    int[] groups = IntStream.range(0, 200).map(i -> i / 5).toArray();
    int[] classes = Arrays.stream(groups).map(group -> group % 4 == 0 ? 1 : 0).toArray();
    for (long seed = 0; seed < 20; seed++) {
      Parts parts =
          Parts.of(
              new Split(Optional.of(0.6), 0.2, 0.2, true), of(groups), Optional.of(classes), seed);
      assertEquals(30, Arrays.stream(parts.train()).map(i -> classes[i]).sum());
      assertEquals(10, Arrays.stream(parts.validation()).map(i -> classes[i]).sum());
      assertEquals(10, Arrays.stream(parts.test()).map(i -> classes[i]).sum());
      assertEquals(40, parts.test().length);
    }
  }

  @Example
  void aGroupLargerThanAnyPartIsAnError() {
    int[] groups = {0, 0, 0, 0, 0, 0, 0, 0, 1, 2};
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                Parts.of(
                    new Split(Optional.empty(), 0, 0.3, true), of(groups), Optional.empty(), 1));
    assertEquals(Optional.of("split.group"), e.key());
    assertEquals(
        "8 of 10 examples have '0' in column 'who' and stay together, but no part holds more than 7;"
            + " group by another column, or make a part larger",
        e.getMessage());
  }

  @Example
  void tooFewGroupsAreAnError() {
    int[] groups = {0, 0, 1, 1, 2, 2};
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                Parts.of(
                    new Split(Optional.empty(), 0.1, 0.1, true), of(groups), Optional.empty(), 1));
    assertEquals(
        "0.1 of 6 examples in 3 groups leaves none for this part; use more", e.getMessage());
  }

  private static Groups of(int[] numbers) {
    int count = Arrays.stream(numbers).max().getAsInt() + 1;
    return new Groups(
        "who", numbers, IntStream.range(0, count).mapToObj(Integer::toString).toList());
  }

  private static int[] classes(int examples) {
    SplittableRandom random = new SplittableRandom(examples);
    return IntStream.range(0, examples).map(i -> random.nextInt(3)).toArray();
  }

  /** Skips what is an error, which is for other tests. */
  private static Parts divided(Split split, List<Integer> groups, long seed) {
    int[] numbers = groups.stream().mapToInt(Integer::intValue).toArray();
    try {
      return Parts.of(split, of(numbers), Optional.of(classes(numbers.length)), seed);
    } catch (DataException e) {
      Assume.that(false);
      throw e;
    }
  }

  private static Map<String, int[]> names(Parts parts) {
    return Map.of("train", parts.train(), "validation", parts.validation(), "test", parts.test());
  }

  private static List<List<Integer>> lists(Parts parts) {
    return Stream.of(parts.train(), parts.validation(), parts.test())
        .map(part -> Arrays.stream(part).boxed().toList())
        .toList();
  }
}
