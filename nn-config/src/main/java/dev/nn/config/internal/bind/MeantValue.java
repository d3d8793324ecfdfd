package dev.nn.config.internal.bind;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Problem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a value of the wrong type was probably meant to be. */
final class MeantValue {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]+)?) ?%");
  private static final Pattern THOUSANDS = Pattern.compile("[0-9]{1,3}(,[0-9]{3})+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[0-9]+,[0-9]+");
  private static final Pattern SIZES = Pattern.compile("[0-9]+( ?[x×*] ?[0-9]+)+");

  private MeantValue() {}

  /** The problem, saying what to write if that is clear. */
  static Problem in(Problem problem, ConfigNode node, String expected) {
    if (!(node instanceof ConfigNode.Scalar scalar)) {
      return problem;
    }
    String text = scalar.text();
    if (expected.contains("number")) {
      if (!scalar.plain() && ConfigNode.Scalar.of(text, true, node.origin()).number().isPresent()) {
        return problem.helping("remove the quotes").fixedBy(text);
      }
      return number(text).map(meant -> written(problem, meant)).orElse(problem);
    }
    return expected.equals("true or false")
        ? truth(text).map(meant -> written(problem, meant)).orElse(problem)
        : problem;
  }

  private static Problem written(Problem problem, String meant) {
    return problem.helping("write " + meant).fixedBy(meant);
  }

  private static Optional<String> number(String text) {
    Matcher percent = PERCENT.matcher(text);
    if (percent.matches()) {
      return Optional.of(share(Double.parseDouble(percent.group(1))));
    }
    if (THOUSANDS.matcher(text).matches()) {
      return Optional.of(text.replace(",", ""));
    }
    if (DECIMAL_COMMA.matcher(text).matches()) {
      return Optional.of(text.replace(',', '.'));
    }
    return SIZES.matcher(text).matches()
        ? Optional.of(
            Arrays.stream(text.split("[^0-9]+")).collect(Collectors.joining(", ", "[", "]")))
        : Optional.empty();
  }

  /** Percents as a share of one. */
  static String share(double percent) {
    return BigDecimal.valueOf(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
  }

  private static Optional<String> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "y", "on", "1", "true" -> Optional.of("true");
      case "no", "n", "off", "0", "false" -> Optional.of("false");
      default -> Optional.empty();
    };
  }
}
