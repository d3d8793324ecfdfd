package dev.nn.api.tensor;

import java.util.Optional;

/**
 * Shapes or types that do not fit an operation; the message says which, in the user's terms.
 *
 * <p>A layer that knows more says so: {@code new ShapeException(Kind.DIVISION, "…").about("groups")
 * .helping("groups: 4 divides them")}.
 */
public class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private String key;
  private transient Object part;
  private String help;

  /** What does not fit; where errors have codes, each kind has its own. */
  public enum Kind {
    /** None of the others. */
    OTHER,
    /** The number of axes: rows where images are needed. */
    AXES,
    /** The data type: indices where numbers are needed. */
    DTYPE,
    /** Several inputs do not fit each other. */
    UNEQUAL,
    /** There are too few or too many inputs. */
    COUNT,
    /** An input is not given out by the layer that it is to come from. */
    SOURCE,
    /** A window is larger than what it moves over. */
    WINDOW,
    /** A size cannot be divided into so many parts. */
    DIVISION,
    /** The number of elements is not that of the shape they are to have. */
    ELEMENTS,
    /** An initializer, regularizer or constraint cannot work on a parameter of this shape. */
    PARAMETER,
    /** Shared weights have another shape than is needed, or are not there. */
    SHARED,
    /** A formula of the config. */
    FORMULA
  }

  /** What was expected and what was found, without the place, which the caller adds. */
  public ShapeException(String message) {
    this(Kind.OTHER, message);
  }

  /** As above, saying what kind of misfit it is. */
  public ShapeException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** This, naming the layer's key whose value is at fault, as it is written in a config. */
  public ShapeException about(String key) {
    this.key = key;
    return this;
  }

  /** This, naming the part of the layer that is at fault, such as its initializer. */
  public ShapeException about(Object part) {
    this.part = part;
    return this;
  }

  /** This, with the way out: what to write instead. */
  public ShapeException helping(String help) {
    this.help = help;
    return this;
  }

  /** What kind of misfit it is. */
  public Kind kind() {
    return kind;
  }

  /** The key whose value is at fault. */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /** The value of the key at fault, where only that is known. */
  public Optional<Object> part() {
    return Optional.ofNullable(part);
  }

  /** The way out. */
  public Optional<String> help() {
    return Optional.ofNullable(help);
  }
}
