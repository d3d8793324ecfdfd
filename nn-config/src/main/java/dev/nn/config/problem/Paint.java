package dev.nn.config.problem;

/** How the parts of a report are set apart: by colour on a terminal, not at all elsewhere. */
public enum Paint {
  /** As it is. */
  PLAIN,

  /** By the escape sequences that terminals know. */
  ANSI;

  /** The parts of a report. */
  public enum Part {
    /** The word {@code error}. */
    ERROR("1;31"),
    /** The word {@code warning}. */
    WARNING("1;33"),
    /** What is wrong. */
    MESSAGE("1"),
    /** Line numbers and what stands between them and the lines. */
    FRAME("1;34"),
    /** The word {@code note}. */
    NOTE("1"),
    /** The word {@code help}. */
    HELP("1;36");

    private final String sequence;

    Part(String sequence) {
      this.sequence = sequence;
    }

    /** The part that names a severity. */
    public static Part of(Severity severity) {
      return severity == Severity.ERROR ? ERROR : WARNING;
    }
  }

  /** The text as that part of a report. */
  public String on(Part part, String text) {
    return this == PLAIN || text.isEmpty()
        ? text
        : "\u001b[" + part.sequence + "m" + text + "\u001b[0m";
  }
}
