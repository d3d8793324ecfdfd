package dev.nn.cli;

import dev.nn.config.problem.NearestName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user reads when a command line cannot be understood: what, and where to look. */
final class UsageReport {
  private static final Pattern CONSTANTS =
      Pattern.compile("(?<=expected one of )\\[([A-Z_, ]+)] \\(case-insensitive\\)");

  private UsageReport() {}

  /** Prints it and returns the exit status. */
  static int print(ParameterException fault, Console console) {
    CommandLine command = fault.getCommandLine();
    ErrorReport.error(console, message(fault), "");
    near(fault).ifPresent(name -> ErrorReport.hint(console, "did you mean '" + name + "'?"));
    ErrorReport.hint(
        console, "'" + command.getCommandSpec().qualifiedName() + " --help' shows what there is");
    return ErrorReport.WRONG;
  }

  // Picocli's own suggestions are far-fetched: for 'dance' it has 'validate'.
  private static Optional<String> near(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    CommandLine command = fault.getCommandLine();
    Set<String> names =
        unmatched.isUnknownOption()
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    return NearestName.of(unmatched.getUnmatched().get(0), names);
  }

  private static String message(ParameterException fault) {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      if (unmatched.isUnknownOption()) {
        return "unknown option: '" + first + "'";
      }
      boolean commands = !fault.getCommandLine().getSubcommands().isEmpty();
      return (commands ? "there is no command '" : "unexpected argument '") + first + "'";
    }
    // Names of constants, which nobody has to write as they are in Java.
    String message =
        CONSTANTS
            .matcher(fault.getMessage())
            .replaceFirst(found -> found.group(1).toLowerCase(Locale.ROOT));
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
