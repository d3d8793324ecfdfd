package dev.nn.config.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something wrong with a config.
 *
 * @param code the kind of mistake, which also says how severe it is
 * @param message what is wrong, in the user's terms
 * @param origin where; absent if it is nowhere, such as a file that does not exist
 * @param expected what would have been right
 * @param help the way out
 * @param notes what else one should know, such as where a variable was given its value
 */
public record Problem(
    Code code,
    String message,
    Optional<Origin> origin,
    Optional<String> expected,
    Optional<String> help,
    List<String> notes) {
  /** In the order of their places; those without come first. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(
          problem -> problem.origin().orElse(null),
          Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Copies the notes. */
  public Problem {
    notes = List.copyOf(notes);
  }

  /** A problem with a place. */
  public static Problem at(Code code, Origin origin, String message) {
    return of(code, message, Optional.of(origin));
  }

  /** A problem without a place. */
  public static Problem nowhere(Code code, String message) {
    return of(code, message, Optional.empty());
  }

  private static Problem of(Code code, String message, Optional<Origin> origin) {
    return new Problem(code, message, origin, Optional.empty(), Optional.empty(), List.of());
  }

  /** Whether the config works or not. */
  public Severity severity() {
    return code.severity();
  }

  /** This, in another place. */
  public Problem movedTo(Origin place) {
    return new Problem(code, message, Optional.of(place), expected, help, notes);
  }

  /** This, saying what would have been right. */
  public Problem expecting(String what) {
    return new Problem(code, message, origin, Optional.of(what), help, notes);
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
    return new Problem(code, message, origin, expected, Optional.of(how), notes);
  }

  /** This, with one more note. */
  public Problem noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Problem(code, message, origin, expected, help, more);
  }
}
