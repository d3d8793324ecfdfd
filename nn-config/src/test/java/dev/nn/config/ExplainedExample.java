package dev.nn.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The wrong or the right example of an explanation, made whole: a block of YAML without a name is
 * the part of {@code config.yaml} that matters.
 *
 * @param files by name
 * @param settings what follows {@code --set} in a block of a console
 * @param environment what stands before the command there
 * @param report what the example is said to yield
 */
record ExplainedExample(
    Map<String, String> files,
    List<String> settings,
    Map<String, String> environment,
    Optional<String> report) {
  static final String WRONG = "Wrong:";
  static final String RIGHT = "Right:";

  private static final String CONFIG = "config.yaml";

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(\\w+)(?: (\\S+))?\\n(.*?)^```\\n");
  private static final Pattern SETTING = Pattern.compile("--set (\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z]+)=(\\S+)");
  private static final Pattern KEY = Pattern.compile("(?m)^([a-z]+):");

  /** Sections that an example may leave out. */
  private static final Map<String, String> USUAL =
      Map.of(
          "data", "{type: moons, samples: 200}",
          "model",
              "{layers: [{type: dense, units: 8, activation: relu},"
                  + " {type: dense, units: 1, activation: sigmoid}]}",
          "loss", "binary_crossentropy",
          "optimizer", "adam");

  /** That of a text, under a heading. */
  static ExplainedExample of(String text, String heading) {
    Map<String, String> files = new LinkedHashMap<>();
    String console = "";
    Optional<String> report = Optional.empty();
    for (Matcher block = BLOCK.matcher(part(text, heading)); block.find(); ) {
      String content = block.group(3);
      switch (block.group(1)) {
        case "console" -> console = content;
        case "text" -> report = Optional.of(content);
        case "yaml", "csv" ->
            files.put(
                Optional.ofNullable(block.group(2)).orElse(CONFIG),
                block.group(2) == null ? whole(content) : content);
        default -> throw new IllegalArgumentException(block.group());
      }
    }
    files.putIfAbsent(CONFIG, whole(""));
    return new ExplainedExample(
        files,
        SETTING.matcher(console).results().map(found -> found.group(1)).toList(),
        VARIABLE
            .matcher(console)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))),
        report);
  }

  /** The text with another report, which is the last block of its wrong example. */
  static String withReport(String text, String report) {
    String wrong = part(text, WRONG);
    String block = "```text\n" + report + "```\n";
    Matcher old = Pattern.compile("(?ms)^```text\\n.*?^```\\n").matcher(wrong);
    if (old.find()) {
      return text.replace(
          wrong, wrong.substring(0, old.start()) + block + wrong.substring(old.end()));
    }
    int end = BLOCK.matcher(wrong).results().mapToInt(MatchResult::end).max().orElseThrow();
    return text.replace(wrong, wrong.substring(0, end) + "\n" + block + wrong.substring(end));
  }

  private static String part(String text, String heading) {
    int from = text.indexOf("\n" + heading + "\n");
    int right = text.indexOf("\n" + RIGHT + "\n");
    if (from < 0 || right < from) {
      throw new IllegalArgumentException("'" + heading + "' is missing");
    }
    return heading.equals(RIGHT) ? text.substring(right) : text.substring(from, right);
  }

  /** What is missing comes after what is there, so that lines keep their numbers. */
  private static String whole(String part) {
    List<String> present = KEY.matcher(part).results().map(found -> found.group(1)).toList();
    return part
        + USUAL.entrySet().stream()
            .filter(section -> !present.contains(section.getKey()))
            .map(section -> section.getKey() + ": " + section.getValue() + "\n")
            .sorted()
            .collect(Collectors.joining());
  }

  /** Writes the files and returns the config. */
  Path writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      // A text cannot show the character itself.
      Files.writeString(folder.resolve(file.getKey()), file.getValue().replace('␇', '\u0007'));
    }
    return folder.resolve(CONFIG);
  }
}
