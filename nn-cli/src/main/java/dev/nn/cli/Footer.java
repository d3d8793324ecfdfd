package dev.nn.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command's footer, cut at its headings. Lines of a section begin with two blanks: examples are
 * {@code " nn COMMAND …"}, other sections have {@code " NAME what it is"}.
 *
 * @param notes what comes before the first heading
 * @param sections lines without their indentation, by heading
 */
record Footer(List<String> notes, Map<String, List<String>> sections) {
  private static final List<String> HEADINGS = List.of("Files:", "Environment:", "Examples:");

  static Footer of(CommandSpec command) {
    List<String> notes = new ArrayList<>();
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = notes;
    for (String line : command.usageMessage().footer()) {
      if (HEADINGS.contains(line)) {
        current = new ArrayList<>();
        sections.put(line.substring(0, line.length() - 1), current);
      } else if (!line.isBlank()) {
        current.add(line.strip());
      }
    }
    return new Footer(notes, sections);
  }

  /** The lines under a heading; none if there is no such heading. */
  List<String> section(String heading) {
    return sections.getOrDefault(heading, List.of());
  }
}
