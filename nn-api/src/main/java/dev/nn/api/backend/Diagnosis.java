package dev.nn.api.backend;

/**
 * One thing that somebody who looks for a fault wants to know, such as which native library was
 * chosen; shown by {@code nn doctor}.
 *
 * @param name what was looked at, in a few words
 * @param status how it is
 * @param found what was found
 * @param help the way out; empty if all is well
 */
public record Diagnosis(String name, Status status, String found, String help) {
  /** How something is. */
  public enum Status {
    /** As it should be. */
    OK,
    /** It works, but slower or with less than it could. */
    WARNING,
    /** It does not work. */
    FAILURE
  }

  /** All is well. */
  public static Diagnosis ok(String name, String found) {
    return new Diagnosis(name, Status.OK, found, "");
  }

  /** It works, but could do so better. */
  public static Diagnosis warning(String name, String found, String help) {
    return new Diagnosis(name, Status.WARNING, found, help);
  }

  /** It does not work. */
  public static Diagnosis failure(String name, String found, String help) {
    return new Diagnosis(name, Status.FAILURE, found, help);
  }
}
