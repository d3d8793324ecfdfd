package dev.nn.cli.init;

import dev.nn.data.ColumnProfile;
import dev.nn.data.TableProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A config made from what a data file holds, every choice with its reason beside it. */
public final class Draft {
  private final Path file;
  private final TableProfile table;
  private final Target target;
  private final Features features;
  private final Plan plan;

  private Draft(Path file, TableProfile table, Target target, Features features) {
    this.file = file;
    this.table = table;
    this.target = target;
    this.features = features;
    this.plan = Plan.of(table.rows(), features.width(true), features.text().isPresent());
  }

  /**
   * Looks at a delimited file with a header.
   *
   * @param task what is learned of the target; left out, what its values look like
   * @throws DraftException if nothing can be learned
   * @throws dev.nn.api.data.DataException if the file cannot be read
   */
  public static Draft of(Path file, String target, Optional<Task> task) {
    TableProfile table = TableProfile.read(file);
    if (table.rows() < Plan.FEWEST_ROWS) {
      throw new DraftException(
          "%s has %s; there is nothing to learn from and to test on with fewer than %d"
              .formatted(file, Words.count(table.rows(), "row"), Plan.FEWEST_ROWS),
          "");
    }
    Target learned = Target.of(table, target, task);
    return new Draft(file, table, learned, Features.of(table, learned));
  }

  /** Names of the columns of a file. */
  public static List<String> columns(Path file) {
    return TableProfile.read(file).columns().stream().map(ColumnProfile::name).toList();
  }

  /** What was left out, each with the reason. */
  public Map<String, String> excluded() {
    return features.excluded();
  }

  /** What is suspicious, one line each. */
  public List<String> cautions() {
    return features.cautions();
  }

  /** In a line: what is learned from what. */
  public String summary() {
    return "%s from %s, %s"
        .formatted(
            target.isClass()
                ? Words.count(target.column().distinct())
                    + " classes of '"
                    + target.column().name()
                    + "'"
                : "the number '" + target.column().name() + "'",
            inputs(),
            Words.count(table.rows(), "row"));
  }

  private String inputs() {
    List<String> parts = new ArrayList<>();
    if (!features.numbers().isEmpty()) {
      parts.add(Words.count(features.numbers().size(), "number"));
    }
    if (!features.categories().isEmpty()) {
      int size = features.categories().size();
      parts.add(size == 1 ? "1 category" : size + " categories");
    }
    features.text().ifPresent(text -> parts.add("a text"));
    return Words.enumeration(parts);
  }

  /**
   * The config.
   *
   * @param name of the runs
   * @param config how the user names the config's file
   * @param data path of the data file as it stands in the config
   */
  public String yaml(String name, String config, String data) {
    ConfigText text = new ConfigText();
    heading(text, name, config);
    new DataSection(table, target, features, plan).write(text, data);
    new ModelSection(target, features, plan, table.rows()).write(text);
    return text.toString();
  }

  private void heading(ConfigText text, String name, String config) {
    text.comment(
        0,
        "Predicts %s from the other columns of %s: %s of %s."
            .formatted(
                Words.shown(target.column().name()),
                Words.shown(file.getFileName().toString()),
                Words.count(table.rows(), "row"),
                Words.count(table.columns().size(), "column")));
    text.comment(
        0,
        "Made by nn init from what the file holds; the comments say what was seen, and every choice is yours to change.");
    text.line("#");
    text.line("#   nn train " + config);
    text.line("#   nn evaluate runs/" + name + "-1");
    text.line("#   nn predict runs/" + name + "-1 --input FILE.csv");
    text.line("version: 1");
    text.line("name: " + YamlText.of(name));
    text.line("seed: 42", "decides the split, the first weights and the order of examples");
  }
}
