package dev.nn.config;

import dev.nn.api.data.DataException;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.SourceText;
import dev.nn.config.problem.WayOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults in data files, shown as those of a config are: place, line, caret. */
public final class DataFaults {
  /** From a longer file no line is shown. */
  private static final long MOST_BYTES_SHOWN = 32 << 20;

  private static final Pattern FOUND = Pattern.compile("found '([^']+)'");

  private DataFaults() {}

  /** A fault as a problem; in the file, if it has a place there. */
  public static Problem problem(DataException fault) {
    if (fault.file().isEmpty()) {
      return fault
          .key()
          .map(key -> "data." + key + ": " + fault.getMessage())
          .map(text -> Problem.nowhere(Code.WRONG_DATA, text))
          .orElseGet(() -> Problem.nowhere(Code.WRONG_DATA, fault.getMessage()));
    }
    Path file = shown(fault.file().get());
    if (fault.line() == 0) {
      return Problem.nowhere(Code.WRONG_DATA_FILE, file + ": " + fault.getMessage());
    }
    SourceText source = SourceText.file(file, 0, text(fault.file().get(), fault.line()));
    String line = source.line(fault.line());
    Origin whole =
        new Origin(source, fault.line(), 1, Math.max(1, line.codePointCount(0, line.length())));
    Matcher found = FOUND.matcher(fault.getMessage());
    Origin place = found.find() ? whole.of(found.group(1)) : whole;
    return WayOut.in(fault.getMessage()).at(Code.WRONG_DATA_FILE, place);
  }

  /** As the user would write it: below the working directory without what leads there. */
  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  private static String text(Path file, int line) {
    try {
      if (Files.size(file) <= MOST_BYTES_SHOWN) {
        // In data these end no line.
        return Files.readString(file, StandardCharsets.UTF_8)
            .replaceAll("[\\u0085\\u2028\\u2029]", " ");
      }
    } catch (IOException e) {
      // Without the line then; the message says what matters.
    }
    return "\n".repeat(line);
  }
}
