package dev.nn.cli.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Whatever the loader accepts satisfies the schema, however it is written. */
@StatisticsReport(StatisticsReportMode.OFF)
class RandomConfigsTest {
  /** Texts between the signs of YAML's flow style, and the signs. */
  private static final Pattern PIECES = Pattern.compile("[,{}\\[\\]:] ?|[^,{}\\[\\]:]+");

  private static final List<Kind<?>> MERGED = List.of(Kind.DATA, Kind.LOSS, Kind.OPTIMIZER);

  private static Path folder;

  private final ExperimentLoader loader = ExperimentLoader.create();
  private final Editor editor = new Editor(loader);

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("configs");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    for (String name : List.of("parent.yaml", "child.yaml")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Property(tries = 500)
  void a_random_part_that_the_loader_accepts(@ForAll("configs") String config) {
    check(config, () -> loader.parse(config, folder.resolve("x.yaml"), List.of()), 60);
  }

  @Property(tries = 500)
  void a_damaged_config_that_the_loader_accepts(@ForAll("damaged") String config) {
    check(config, () -> loader.parse(config, folder.resolve("x.yaml"), List.of()), 5);
  }

  @Property(tries = 500)
  void a_random_change_of_another_config_that_the_loader_accepts(@ForAll("changes") Change change) {
    write("parent.yaml", change.parent());
    Path child = write("child.yaml", change.child());
    check(change.child(), () -> loader.load(child), 30);
  }

  /** A config and another that extends it. */
  private record Change(String parent, String child) {}

  /**
   * @param leastShare of configs that the loader accepts, in percent: many random values do not go
   *     together, but if too few did, this would test nothing
   */
  private void check(String config, Runnable load, int leastShare) {
    boolean accepted = loads(load);
    Statistics.collect(accepted);
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share >= leastShare));
    if (accepted) {
      assertEquals(List.of(), editor.faults(config), config);
    }
  }

  private static boolean loads(Runnable load) {
    try {
      load.run();
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  private static Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<String> configs() {
    return Arbitraries.randomValue(this::config);
  }

  private String config(Random random) {
    Kind<?> kind = Kind.ALL.get(random.nextInt(Kind.ALL.size()));
    return Slots.with(kind, new PartWriter(loader.registries(), random, false).part(kind));
  }

  @Provide
  Arbitrary<String> damaged() {
    return Arbitraries.randomValue(random -> damaged(config(random), random));
  }

  /** With a piece of it left out, doubled, or replaced by another. */
  private static String damaged(String config, Random random) {
    List<String> pieces =
        new ArrayList<>(PIECES.matcher(config).results().map(MatchResult::group).toList());
    int at = random.nextInt(pieces.size());
    String piece = pieces.get(at);
    String other = pieces.get(random.nextInt(pieces.size()));
    pieces.set(at, List.of("", piece + piece, other).get(random.nextInt(3)));
    return String.join("", pieces);
  }

  /** The same part in both, the second time without some of its keys. */
  @Provide
  Arbitrary<Change> changes() {
    return Arbitraries.randomValue(
        random -> {
          Kind<?> kind = MERGED.get(random.nextInt(MERGED.size()));
          PartWriter writer = new PartWriter(loader.registries(), random, false);
          List<Registration<?>> parts = List.copyOf(loader.registries().of(kind).all());
          Registration<?> part = parts.get(random.nextInt(parts.size()));
          String whole = writer.part(part, writer.keys(part, key -> true));
          String change = writer.part(part, writer.keys(part, key -> random.nextBoolean()));
          String section = (kind == Kind.DATA ? "data" : kind.singular()) + ": ";
          return new Change(
              Slots.with(kind, whole),
              "extends: parent.yaml\n" + section + thinned(change, random));
        });
  }

  /** Without some of its keys that have simple values. */
  private static String thinned(String mapping, Random random) {
    return Pattern.compile("\\w+: [^,{}\\[\\]]+(, )?")
        .matcher(mapping)
        .replaceAll(key -> random.nextInt(3) == 0 ? "" : key.group().replace("$", "\\$"));
  }
}
