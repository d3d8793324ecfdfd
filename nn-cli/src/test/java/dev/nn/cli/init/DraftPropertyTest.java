package dev.nn.cli.init;

import dev.nn.api.data.DataException;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** Whatever a table holds: what is written fits it, or the table is refused with a reason. */
class DraftPropertyTest {
  private static final ExperimentLoader LOADER = ExperimentLoader.create();
  private static Path dir;

  /** How the cells of a column are made. */
  enum Cells {
    WHOLE,
    BINARY,
    REAL,
    CATEGORY,
    NAME,
    SENTENCE,
    DATE,
    ROW,
    SAME,
    EMPTY;

    String of(int row, Random random) {
      return switch (this) {
        case WHOLE -> "" + random.nextInt(6);
        case BINARY -> random.nextBoolean() ? "yes" : "no";
        case REAL -> "" + (float) random.nextGaussian();
        case CATEGORY -> "c" + random.nextInt(4);
        case NAME -> "n" + random.nextInt(1_000_000);
        case SENTENCE -> "words of a sentence " + random.nextInt(1000);
        case DATE -> "2024-%02d-11".formatted(1 + random.nextInt(12));
        case ROW -> "" + row;
        case SAME -> "=";
        case EMPTY -> "";
      };
    }
  }

  @BeforeContainer
  static void makeFolder() throws IOException {
    dir = Files.createTempDirectory("draft");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    Files.deleteIfExists(dir.resolve("d.csv"));
    Files.delete(dir);
  }

  @Property(tries = 150)
  void whatIsWrittenFitsTheData(
      @ForAll("targets") Cells target,
      @ForAll @Size(min = 1, max = 5) List<Cells> features,
      @ForAll @IntRange(min = 8, max = 150) int rows,
      @ForAll @IntRange(max = 2) int gaps,
      @ForAll("names") String name,
      @ForAll("delimiters") String delimiter,
      @ForAll Random random)
      throws IOException {
    StringBuilder text = new StringBuilder(quoted(name));
    for (int i = 0; i < features.size(); i++) {
      text.append(delimiter).append(quoted(name + i));
    }
    for (int row = 0; row < rows; row++) {
      text.append('\n').append(target.of(row, random));
      for (Cells each : features) {
        text.append(delimiter).append(random.nextInt(10) < gaps ? "NA" : each.of(row, random));
      }
    }
    Path file = Files.writeString(dir.resolve("d.csv"), text + "\n");
    String yaml;
    try {
      yaml = Draft.of(file, name.strip(), Optional.empty()).yaml("d", "d.yaml", "d.csv");
    } catch (DraftException | DataException e) {
      collect("refused");
      return;
    }
    collect("written");
    Experiment experiment = LOADER.parse(yaml, dir.resolve("d.yaml"), List.of());
    experiment.assemble(experiment.loadData());
  }

  private static void collect(String what) {
    Statistics.collect(what);
    Statistics.coverage(coverage -> coverage.check("written").percentage(share -> share > 30));
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  @Provide
  Arbitrary<Cells> targets() {
    return Arbitraries.of(Cells.WHOLE, Cells.BINARY, Cells.REAL, Cells.CATEGORY, Cells.NAME);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "y",
        "a b",
        "no",
        "x: y",
        "#",
        "{a}",
        "${vars.a}",
        "a\"b",
        "- a",
        "Größe, m",
        "a\tb",
        "1e",
        "");
  }

  @Provide
  Arbitrary<String> delimiters() {
    return Arbitraries.of(",", ";", "\t");
  }
}
