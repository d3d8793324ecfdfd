package dev.nn.config.schema;

/** How much of something has to be there. */
enum Form {
  /** All that is required. */
  WHOLE(""),

  /** What a config that extends another changes; the rest stands in the other. */
  CHANGE("change.");

  private final String prefix;

  Form(String prefix) {
    this.prefix = prefix;
  }

  /** The name of a definition in this form. */
  String of(String name) {
    return prefix + name;
  }
}
