package dev.nn.config.internal.warning.data;

import dev.nn.api.data.Dataset;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.data.CsvSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Examples of the test or validation part that are training examples too, more of them than chance
 * explains: what is measured there is partly how well the network remembers.
 */
public final class CopiedExamples implements DataCheck {
  /** With more, finding equal ones takes longer than it is worth. */
  private static final int MOST_EXAMPLES = 1_000_000;

  /** Of copies that are worth a word, so many training examples have some; then all are read. */
  private static final int GLANCE = 10_000;

  /** One or two of many measure nothing else than before. */
  private static final double FEW = 0.01;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    Dataset train = prepared.data().train();
    if (train.size() > MOST_EXAMPLES) {
      return;
    }
    prepared
        .data()
        .validation()
        .flatMap(part -> check(prepared, "validation", part))
        .ifPresent(found);
    prepared.data().test().flatMap(part -> check(prepared, "test", part)).ifPresent(found);
  }

  private static Optional<Problem> check(Prepared prepared, String name, Dataset part) {
    Dataset train = prepared.data().train();
    Twins finder = new Twins(part);
    int step = Math.max(1, train.size() / GLANCE);
    if (step > 1 && count(finder.in(train, step)) == 0) {
      return Optional.empty();
    }
    int[] twins = finder.in(train, 1);
    int copied = count(twins);
    if (copied < 2 || copied < FEW * part.size() || isChance(copied, part, train)) {
      return Optional.empty();
    }
    int example =
        IntStream.range(0, twins.length).filter(i -> twins[i] != Twins.NONE).findFirst().orElse(0);
    return Optional.of(
        Problem.at(
                Code.COPIED_EXAMPLES,
                prepared
                    .setup()
                    .place(
                        "data.split." + name,
                        "data." + name + "_images",
                        "data." + name + "_root",
                        "data"),
                "%,d of %,d %s examples are training examples too: %s is the same as %s"
                    .formatted(
                        copied,
                        part.size(),
                        name,
                        place(part, name, example),
                        place(train, "training", twins[example])))
            .helping(
                wayOut(prepared) + "; what is measured on them is how well the network remembers"));
  }

  /** Rows of a table can be kept together; images and the like have no column that says so. */
  private static String wayOut(Prepared prepared) {
    boolean divided =
        prepared.setup().spec().data() instanceof CsvSource csv
            && csv.split().filter(split -> split.group().isEmpty()).isPresent();
    return divided
        ? "keep equal rows in one part by a column that tells which are: 'split: {…, group: COLUMN}',"
            + " or take the copies out of the data"
        : "take the copies out of the data";
  }

  private static int count(int[] twins) {
    return (int) IntStream.of(twins).filter(twin -> twin != Twins.NONE).count();
  }

  /** Either far more than chance explains, or most of them and clearly more. */
  private static boolean isChance(int copied, Dataset part, Dataset train) {
    double expected = Coincidence.expected(part, train);
    boolean most = 2 * copied >= part.size();
    return copied <= (most ? 10 : 100) * expected;
  }

  private static String place(Dataset part, String name, int example) {
    return part.places()
        .map(places -> places.of(example))
        .orElseGet(() -> "%s example %,d".formatted(name, example + 1));
  }
}
