package dev.nn.cli;

import dev.nn.config.Session;
import dev.nn.core.check.EntryCheck;
import dev.nn.core.check.EntryCheck.Verdict;
import dev.nn.core.check.OpFault;
import dev.nn.core.check.StepGradientCheck;
import dev.nn.core.check.StepGradientReport;
import dev.nn.core.check.TensorCheck;
import java.util.List;
import java.util.Locale;

/**
 * What {@code gradcheck} says to people.
 *
 * @param rows number of training examples
 * @param seconds that the check took
 */
record GradcheckText(
    Session session, int rows, StepGradientCheck check, StepGradientReport report, double seconds) {
  private static final String INDENT = "  ";

  String print() {
    StringBuilder text = new StringBuilder(heading()).append("\n\n").append(table());
    if (!report.unchecked().isEmpty()) {
      TextTable unchecked = new TextTable(2);
      report.unchecked().forEach(each -> unchecked.row(each.tensor(), each.reason()));
      text.append("\nnot checked:\n").append(unchecked.print(INDENT));
    }
    List<TensorCheck> failing =
        report.tensors().stream().filter(tensor -> !tensor.passes()).toList();
    text.append(failing.isEmpty() ? "" : "\n");
    failing.forEach(tensor -> text.append(failure(tensor)));
    report.fault().ifPresent(fault -> text.append('\n').append(blame(fault)));
    return text.append('\n').append(conclusion()).append('\n').toString();
  }

  private String heading() {
    String own = session.experiment().spec().train().dtype().toString();
    return "%s: gradients by backpropagation against central differences, backend %s, float64%s\n%s"
        .formatted(
            session.experiment().spec().name(),
            session.backend().name(),
            own.equals("float64") ? "" : " (the config trains in " + own + ")",
            "C = %s for %d training %s; seed %d, weights moved by up to %s %%, tolerance %s"
                .formatted(
                    Numbers.measure(report.cost()),
                    rows,
                    rows == 1 ? "example" : "examples",
                    check.seed(),
                    Numbers.brief(100 * check.jitter()),
                    Numbers.brief(check.tolerance())));
  }

  private String table() {
    TextTable table = new TextTable(2, 4);
    table.row("tensor", "shape", "compared", "largest |∂C/∂x|", "relative error", "kinks", "");
    for (TensorCheck tensor : report.tensors()) {
      table.row(
          tensor.tensor(),
          tensor.shape().toString(),
          Numbers.count(tensor.entries().size())
              + " of "
              + Numbers.count(tensor.shape().elements()),
          size(tensor.largest()),
          tensor.worst().map(EntryCheck::relativeError).map(GradcheckText::size).orElse("–"),
          kinks(tensor),
          verdict(tensor));
    }
    return table.print(INDENT);
  }

  private static String kinks(TensorCheck tensor) {
    long undecided = tensor.count(Verdict.UNDECIDED);
    return tensor.kinks() == 0
        ? ""
        : tensor.kinks() + (undecided == 0 ? "" : " (" + undecided + " undecided)");
  }

  private static String verdict(TensorCheck tensor) {
    if (tensor.count(Verdict.DIFFER) > 0) {
      return "FAIL";
    }
    if (!tensor.decided()) {
      return "UNDECIDED";
    }
    return tensor.largest() == 0 ? "pass: C does not depend on it" : "pass";
  }

  private String failure(TensorCheck tensor) {
    long wrong = tensor.count(Verdict.DIFFER);
    if (wrong == 0) {
      return "%s: %d of %d entries lie on kinks of C, where it has no slope; try another --seed or --jitter\n"
          .formatted(tensor.tensor(), tensor.count(Verdict.UNDECIDED), tensor.entries().size());
    }
    return "%s: %d of %d entries differ, most of all %s\n"
        .formatted(tensor.tensor(), wrong, tensor.entries().size(), numbers(tensor));
  }

  private static String numbers(TensorCheck tensor) {
    EntryCheck worst = tensor.worst().orElseThrow();
    return "%s: %s by backpropagation, %s by central differences"
        .formatted(
            Places.text(tensor.shape(), worst.entry()),
            exact(worst.backpropagation()),
            exact(worst.difference()));
  }

  private static String blame(OpFault fault) {
    return """
        The fault is in the op '%s' of layer '%s': what reaches its output is right, what it sends
        back to its %s input is wrong, at %s.
        """
        .formatted(fault.op(), fault.layer(), ordinal(fault.operand()), numbers(fault.check()));
  }

  private static String ordinal(int operand) {
    List<String> names = List.of("first", "second", "third", "fourth", "fifth");
    return operand < names.size() ? names.get(operand) : (operand + 1) + "th";
  }

  private String conclusion() {
    long failing = report.tensors().stream().filter(tensor -> !tensor.passes()).count();
    long compared = report.tensors().stream().mapToLong(tensor -> tensor.entries().size()).sum();
    String found =
        report.tensors().isEmpty()
            ? "nothing has a gradient"
            : failing == 0
                ? "all " + report.tensors().size() + " gradients pass"
                : failing + " of " + report.tensors().size() + " gradients fail";
    return "%s; %s entries compared in %s"
        .formatted(found, Numbers.count(compared), Numbers.seconds(seconds));
  }

  /** Two digits are enough to see how large something is. */
  private static String size(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }

  private static String exact(double value) {
    return String.format(Locale.ROOT, "%.9g", value);
  }
}
