package dev.nn.cli.diagram;

import java.util.ArrayList;
import java.util.List;

/** Enumerations that fit into boxes. */
public final class Lines {
  /** Characters of a line. */
  private static final int LONGEST = 56;

  private Lines() {}

  /** The parts with commas between them, as many on a line as there is room for. */
  public static List<String> of(List<String> parts) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String part : parts) {
      if (!line.isEmpty() && line.length() + part.length() > LONGEST) {
        lines.add(line + ",");
        line = "";
      }
      line += (line.isEmpty() ? "" : ", ") + part;
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }
}
