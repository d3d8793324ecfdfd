package dev.nn.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion script that picocli makes, which bash and zsh understand, with two changes: files
 * are those that fit, and values are written small, as the help writes them.
 */
final class CompletionScript {
  private static final String ANY_FILE = "$( compgen -f -- \"${curr_word}\" ) # files";

  /** Endings of the files that a parameter takes, by its label; folders are always offered. */
  private static final Map<String, String> ENDINGS = Map.of("CONFIG", "yaml yml", "MODEL", "nn");

  private static final String FILES =
      """
      # Files with one of the given endings, and folders.
      function _nn_files() {
        local word=${COMP_WORDS[COMP_CWORD]} file ending
        compgen -d -- "$word"
        compgen -f -- "$word" | while IFS= read -r file; do
          for ending; do
            case $file in *."$ending") echo "$file" ;; esac
          done
        done
      }

      """;

  private static final Pattern HEADER = Pattern.compile("\\A(#.*\\R)+");
  private static final Pattern REFERENCE = Pattern.compile(" \\(see \\[\\d]\\)");
  private static final Pattern VALUES = Pattern.compile("(?<=_args=\\()(\"[A-Z_]+\" ?)+(?=\\))");

  private CompletionScript() {}

  static String of(CommandLine nn, CompletionCommand.Shell shell) {
    String script = HEADER.matcher(AutoComplete.bash("nn", nn)).replaceFirst("");
    for (CommandLine command : nn.getSubcommands().values()) {
      script = withFiles(script, command.getCommandSpec());
    }
    script = REFERENCE.matcher(script).replaceAll(""); // To what stood in the header.
    script = VALUES.matcher(script).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    return "# Completion of the nn command, by 'nn completion %s'.\n".formatted(shell)
        + script.replaceFirst("(?=\n# Bash completion entry point)", "\n" + quoted(FILES));
  }

  private static String withFiles(String script, CommandSpec command) {
    // As picocli makes names of functions.
    String name = command.name().replace("-", "");
    int from = script.indexOf("function _picocli_nn_" + name + "()");
    int to = script.indexOf("\n}\n", from);
    String function = script.substring(from, to);
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String endings = ENDINGS.get(parameter.paramLabel());
      if (endings != null) {
        function =
            function.replace(
                "positionals=" + ANY_FILE, "positionals=$( _nn_files " + endings + " )");
      }
    }
    return script.substring(0, from) + function + script.substring(to);
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }
}
