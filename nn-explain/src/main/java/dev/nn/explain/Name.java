package dev.nn.explain;

/**
 * A name in the textbook's notation.
 *
 * @param base such as {@code θ}, {@code a}, {@code learning_rate}
 * @param layer the upper index: number of the layer, such as {@code 2} or {@code 3.1} inside a
 *     block; may be empty
 * @param index the lower index; may be empty
 * @param derivative whether ∂C/∂ of it is meant
 */
public record Name(String base, String layer, String index, boolean derivative) {
  /** δ, which stands for ∂C/∂z. */
  public static final String DELTA = "δ";

  /** A name without indices. */
  public static Name of(String base) {
    return new Name(base, "", "", false);
  }

  /** ∂C/∂ of this; δ for z. */
  public Name partial() {
    return base.equals("z")
        ? new Name(DELTA, layer, index, false)
        : new Name(base, layer, index, true);
  }

  /** What {@link #partial} made this of. */
  Name value() {
    return new Name(base.equals(DELTA) ? "z" : base, layer, index, false);
  }

  /** One entry of it. */
  public Name at(String entry) {
    return new Name(base, layer, index.isEmpty() ? entry : index + "," + entry, derivative);
  }

  /** What an optimizer keeps for it. */
  Name keeping(String what) {
    return new Name(what, layer, index.isEmpty() ? base : index + "," + base, false);
  }

  /** Its next value, after an update. */
  public Name next() {
    return new Name(base + "′", layer, index, derivative);
  }

  /** Whether it ends with an exponent, such as σ², that an upper index must be kept apart from. */
  boolean isPower() {
    return base.endsWith("²");
  }

  /** As characters: {@code ∂C/∂θ²₁}. */
  @Override
  public String toString() {
    boolean power = isPower() && !layer.isEmpty();
    String text = (power ? "(" + base + ")" : base) + raised(layer) + lowered(index);
    return derivative ? "∂C/∂" + text : text;
  }

  private static String raised(String text) {
    return text.chars().allMatch(c -> Character.isDigit(c) || c == '.')
        ? map(text, "⁰¹²³⁴⁵⁶⁷⁸⁹", '·')
        : "^" + text;
  }

  /** Words first, then numbers: {@code _θ₁,₂}. */
  private static String lowered(String text) {
    String[] parts = text.split(",(?=[0-9]+(,[0-9]+)*$)", 2);
    boolean numbers = parts[0].chars().allMatch(c -> Character.isDigit(c) || c == ',');
    String first = numbers ? map(parts[0], "₀₁₂₃₄₅₆₇₈₉", ',') : "_" + parts[0];
    return parts.length == 1
        ? first
        : first + (numbers ? "," : "") + map(parts[1], "₀₁₂₃₄₅₆₇₈₉", ',');
  }

  private static String map(String text, String digits, char separator) {
    StringBuilder mapped = new StringBuilder();
    for (char c : text.toCharArray()) {
      mapped.append(Character.isDigit(c) ? digits.charAt(c - '0') : separator);
    }
    return mapped.toString();
  }
}
