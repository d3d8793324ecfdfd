package dev.nn.core.layers;

import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which axes of an input, a kernel and an output belong together, each axis a letter: {@code
 * abc,cd->abd}. Letters of both operands that the output lacks are multiplied and summed over, as
 * in Einstein's notation. An ellipsis in input and output stands for any number of axes.
 *
 * @param x axes of the input, the ellipsis as one character
 * @param kernel axes of the kernel
 * @param y axes of the output
 */
record Einsum(String x, String kernel, String y) {
  private static final String ELLIPSIS = "…";

  /** Axes that an ellipsis stands for have names that no letter has. */
  private static final char FIRST_UNNAMED = '\uE000';

  /**
   * Reads an equation.
   *
   * @throws ShapeException if it cannot be read, saying which letter is at fault
   */
  static Einsum of(String equation) {
    String plain = equation.replace(" ", "").replace("...", ELLIPSIS);
    String[] sides = plain.split("->", -1);
    String[] operands = sides[0].split(",", -1);
    if (sides.length != 2 || operands.length != 2) {
      throw fault("equation '%s' is not of the form input,kernel->output", equation)
          .helping("such as abc,cd->abd: each axis a letter, those summed over only on the left");
    }
    Einsum read = new Einsum(operands[0], operands[1], sides[1]);
    read.check(equation);
    return read;
  }

  private void check(String equation) {
    checkPart("input", x, equation);
    checkPart("kernel", kernel, equation);
    checkPart("output", y, equation);
    if (kernel.contains(ELLIPSIS)) {
      throw fault("equation '%s': the kernel cannot have '...'", equation)
          .helping("the ellipsis stands for axes that input and output have in common");
    }
    if (x.contains(ELLIPSIS) != y.contains(ELLIPSIS)) {
      throw fault("equation '%s' has '...' on one side only", equation)
          .helping("what it stands for in the input, it stands for in the output");
    }
    for (char letter : kernel.toCharArray()) {
      if (!has(x, letter) && !has(y, letter)) {
        throw fault("equation '%s': '%s' is only in the kernel", equation, letter)
            .helping("its size would be unknown; a letter of the kernel is in input or output too");
      }
    }
    for (char letter : y.toCharArray()) {
      if (!has(x, letter) && !has(kernel, letter)) {
        throw fault("equation '%s': '%s' is only in the output", equation, letter)
            .helping("a letter of the output is in the input or the kernel too");
      }
    }
    char batch = x.charAt(0);
    if (y.charAt(0) != batch || has(kernel, batch)) {
      throw fault(
              "equation '%s': the first axis, '%s', is the batch", equation, written("" + batch))
          .helping("it comes first in the output too, and the kernel does not have it");
    }
  }

  private static void checkPart(String name, String part, String equation) {
    if (part.isEmpty()) {
      throw fault("equation '%s' has no letters for the %s", equation, name);
    }
    for (int i = 0; i < part.length(); i++) {
      char letter = part.charAt(i);
      boolean ellipsis = part.startsWith(ELLIPSIS, i);
      if (!ellipsis && !(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z')) {
        throw fault("equation '%s': '%s' is no letter", equation, letter)
            .helping("axes are letters from a to z or A to Z, and '...' stands for any number");
      }
      if (part.indexOf(letter) < i) {
        throw fault(
                "equation '%s' has '%s' twice in '%s'",
                equation, written("" + letter), written(part))
            .helping("each axis of the %s needs a letter of its own".formatted(name));
      }
    }
  }

  private static ShapeException fault(String message, Object... parts) {
    return new ShapeException(Kind.FORMULA, message.formatted(parts)).about("equation");
  }

  private static String written(String part) {
    return part.replace(ELLIPSIS, "...");
  }

  private static boolean has(String part, char letter) {
    return part.indexOf(letter) >= 0;
  }

  /** Whether an ellipsis stands for the batch. */
  boolean isBatchElided() {
    return x.startsWith(ELLIPSIS);
  }

  /** Whether there is an ellipsis. */
  boolean isElided() {
    return x.contains(ELLIPSIS);
  }

  /** Axes of the input that have a letter. */
  int named() {
    return isElided() ? x.length() - 1 : x.length();
  }

  /** Letters of the output whose sizes are stated: not the batch, nor what is elided. */
  String stated() {
    String letters = y.replace(ELLIPSIS, "");
    return isBatchElided() ? letters : letters.substring(1);
  }

  /** This with names for the axes that the ellipsis stands for. */
  Einsum of(int rank) {
    String names =
        IntStream.range(0, rank - named())
            .mapToObj(i -> String.valueOf((char) (FIRST_UNNAMED + i)))
            .collect(Collectors.joining());
    return new Einsum(x.replace(ELLIPSIS, names), kernel, y.replace(ELLIPSIS, names));
  }

  /** Letters of one string that are or are not in others, in its order. */
  static String letters(String of, String with, String without) {
    return of.chars()
        .filter(c -> with.indexOf(c) >= 0 && without.indexOf(c) < 0)
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  /** As it is written. */
  @Override
  public String toString() {
    return written(x + "," + kernel + "->" + y);
  }
}
