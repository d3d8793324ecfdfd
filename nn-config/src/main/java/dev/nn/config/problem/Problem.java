package dev.nn.config.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Something wrong with a config.
 *
 * @param message what is wrong, in the user's terms
 * @param origin where; absent if it is nowhere, such as a file that does not exist
 * @param expected what would have been right
 * @param help the way out
 * @param notes what else one should know, such as where a variable was given its value
 */
public record Problem(
    String message,
    Optional<Origin> origin,
    Optional<String> expected,
    Optional<String> help,
    List<String> notes) {

  /** Copies the notes. */
  public Problem {
    notes = List.copyOf(notes);
  }

  /** A problem with a place. */
  public static Problem at(Origin origin, String message) {
    return new Problem(message, Optional.of(origin), Optional.empty(), Optional.empty(), List.of());
  }

  /** A problem without a place. */
  public static Problem nowhere(String message) {
    return new Problem(message, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** This, saying what would have been right. */
  public Problem expecting(String what) {
    return new Problem(message, origin, Optional.of(what), help, notes);
  }

  /** This, saying which names would have been right, and which of them was probably meant. */
  public Problem expectingOneOf(Collection<String> names, String found) {
    Problem listed = names.isEmpty() ? this : expecting("one of: " + String.join(", ", names));
    return NearestName.of(found, names)
        .map(name -> listed.helping("did you mean '" + name + "'?"))
        .orElse(listed);
  }

  /** This, with the way out. */
  public Problem helping(String how) {
    return new Problem(message, origin, expected, Optional.of(how), notes);
  }

  /** This, with one more note. */
  public Problem noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Problem(message, origin, expected, help, more);
  }
}
