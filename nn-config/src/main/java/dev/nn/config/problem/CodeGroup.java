package dev.nn.config.problem;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What codes are about, by the hundreds of their numbers. */
public enum CodeGroup {
  /** Reading files and YAML, variables and settings. */
  FILES(0, "YAML, files and variables"),
  /** Single keys and their values. */
  KEYS(100, "Keys and values"),
  /** Names, and how layers are connected. */
  CONNECTIONS(200, "Names and how layers are connected"),
  /** What layers make of what they read. */
  SHAPES(300, "Shapes"),
  /** The data, and whether the network fits them. */
  DATA(400, "Data"),
  /** What is learnt and measured. */
  OUTPUTS(500, "Outputs, losses and metrics"),
  /** How it is learnt. */
  OPTIMIZERS(600, "Optimizers"),
  /** Where it is computed. */
  BACKENDS(700, "Backends"),
  /** What is legal, but probably not meant. */
  WARNINGS(1000, "Warnings");

  private final int first;
  private final String title;

  CodeGroup(int first, String title) {
    this.first = first;
    this.title = title;
  }

  /** As a heading. */
  public String title() {
    return title;
  }

  /** The codes of this group, in the order of their numbers. */
  public List<Code> codes() {
    return Arrays.stream(Code.values())
        .filter(code -> of(code.number()) == this)
        .sorted(Comparator.comparingInt(Code::number))
        .toList();
  }

  /** The last group that begins at the number or below. */
  private static CodeGroup of(int number) {
    return Arrays.stream(values())
        .filter(group -> group.first <= number)
        .reduce((lower, higher) -> higher)
        .orElseThrow();
  }
}
