package dev.nn.config.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something wrong with a config. Made by {@link #at} or {@link #nowhere} and what follows them.
 *
 * @param code the kind of mistake, which also says how severe it is
 * @param message what is wrong, in the user's terms
 * @param origin where; absent if it is nowhere, such as a file that does not exist
 * @param expected what would have been right; if there are choices, what stands before them
 * @param choices names that would have been right
 * @param help the way out
 * @param fix the way out, for tools
 * @param notes what else one should know, such as where a variable was given its value
 */
public record Problem(
    Code code,
    String message,
    Optional<Origin> origin,
    Optional<String> expected,
    List<String> choices,
    Optional<String> help,
    Optional<Fix> fix,
    List<Note> notes) {
  /** A longer list, such as that of all columns of a wide file, helps no one. */
  private static final int MOST_CHOICES = 500;

  /** In the order of their places; those without come first. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(
          problem -> problem.origin().orElse(null),
          Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Copies the lists. */
  public Problem {
    choices = List.copyOf(choices);
    notes = List.copyOf(notes);
  }

  /** A problem with a place, and what that place has to tell. */
  public static Problem at(Code code, Origin origin, String message) {
    Problem problem = of(code, message, Optional.of(origin));
    for (Note note : origin.history()) {
      problem = problem.noting(note);
    }
    return origin
        .source()
        .reason()
        .map(place -> new Note("this file is extended here", Optional.of(place)))
        .map(problem::noting)
        .orElse(problem);
  }

  /** A problem without a place. */
  public static Problem nowhere(Code code, String message) {
    return of(code, message, Optional.empty());
  }

  private static Problem of(Code code, String message, Optional<Origin> origin) {
    return new Problem(
        code,
        Visible.cut(message),
        origin,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Whether the config works or not. */
  public Severity severity() {
    return code.severity();
  }

  /** All of what would have been right, in words. */
  public Optional<String> expectation() {
    return expected.map(
        text -> choices.isEmpty() ? text : text + ": " + String.join(", ", choices));
  }

  /** This, in another place. */
  public Problem movedTo(Origin place) {
    return new Problem(
        code, message, Optional.of(place), expected, choices, help, Optional.empty(), notes);
  }

  /** This, saying what would have been right. */
  public Problem expecting(String what) {
    return new Problem(code, message, origin, Optional.of(what), choices, help, fix, notes);
  }

  /**
   * This, saying which names would have been right, and which of them was probably meant.
   *
   * @param found what is written instead, which the problem's place is that of
   */
  public Problem expectingOneOf(Collection<String> names, String found) {
    Problem listed =
        names.isEmpty() || names.size() > MOST_CHOICES
            ? this
            : new Problem(
                code,
                message,
                origin,
                expected.or(() -> Optional.of("one of")),
                List.copyOf(names),
                help,
                fix,
                notes);
    return NearestName.of(found, names)
        .or(() -> ForeignNames.here(found, names))
        .map(listed::suggesting)
        .orElse(listed);
  }

  /** This, saying which name was probably meant by what is written at the problem's place. */
  public Problem suggesting(String name) {
    return helping("did you mean '" + name + "'?").fixedBy(name);
  }

  /** This, with the way out. */
  public Problem helping(String how) {
    return new Problem(
        code, message, origin, expected, choices, Optional.of(Visible.cut(how)), fix, notes);
  }

  /** This, saying what to write in the problem's place. */
  public Problem fixedBy(String replacement) {
    return new Problem(
        code,
        message,
        origin,
        expected,
        choices,
        help,
        origin.map(place -> new Fix(place, replacement)),
        notes);
  }

  /** This, with one more note. */
  public Problem noting(String note) {
    return noting(new Note(note, Optional.empty()));
  }

  /** This, with one more note that shows a place. */
  public Problem noting(String note, Origin place) {
    return noting(new Note(note, Optional.of(place)));
  }

  private Problem noting(Note note) {
    List<Note> more = new ArrayList<>(notes);
    more.add(note);
    return new Problem(code, message, origin, expected, choices, help, fix, more);
  }
}
