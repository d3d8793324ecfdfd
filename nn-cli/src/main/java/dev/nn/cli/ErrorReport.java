package dev.nn.cli;

import dev.nn.api.backend.BackendException;
import dev.nn.api.data.DataException;
import dev.nn.config.Experiment;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import dev.nn.config.problem.SourceText;
import dev.nn.core.model.ModelFileException;
import dev.nn.core.train.DivergedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user reads when a command fails, and its exit status. */
final class ErrorReport {
  /** It failed while running. */
  static final int FAILED = 1;

  /** The command line, the config or the data are wrong. */
  static final int WRONG = 2;

  /** From a longer file no line is shown. */
  private static final long MOST_BYTES_SHOWN = 32 << 20;

  private static final Pattern FOUND = Pattern.compile("found '([^']+)'");

  private ErrorReport() {}

  /** Prints a fault and returns the exit status that it means. */
  static int print(Throwable fault, PrintStream err, boolean debug) {
    if (debug) {
      fault.printStackTrace(err);
    }
    if (fault instanceof ConfigException config) {
      err.println(ProblemPrinter.print(config.problems()));
      return WRONG;
    }
    if (fault instanceof DataException data) {
      err.println(ProblemPrinter.print(List.of(problem(data))));
      return WRONG;
    }
    if (fault instanceof UsageException usage) {
      error(err, usage.getMessage(), usage.hint());
      return WRONG;
    }
    if (fault instanceof ModelFileException) {
      error(err, fault.getMessage(), "");
      return WRONG;
    }
    if (fault instanceof NoSuchFileException missing) {
      error(err, message(missing), "");
      return WRONG;
    }
    if (fault instanceof BackendException || fault instanceof DivergedException) {
      boolean namesOption = fault.getMessage().contains(" -D");
      error(err, fault.getMessage(), namesOption ? "pass it as NN_JAVA_OPTS=-D…" : "");
      return FAILED;
    }
    if (fault instanceof UncheckedIOException io) {
      return print(io.getCause(), err, false);
    }
    if (fault instanceof IOException io) {
      error(err, message(io), "");
      return FAILED;
    }
    if (fault instanceof OutOfMemoryError) {
      error(
          err,
          "not enough memory: " + fault.getMessage(),
          "try a smaller train.batch_size, or more memory: NN_JAVA_OPTS=-Xmx8g");
      return FAILED;
    }
    if (fault instanceof IllegalArgumentException && fault.getMessage() != null) {
      error(err, fault.getMessage(), debug ? "" : "--debug shows where this comes from");
      return FAILED;
    }
    error(
        err,
        "unexpected: " + fault,
        debug ? "" : "this is a fault of nn; --debug shows where, for a report");
    return FAILED;
  }

  /** Prints the warnings found so far, if any. */
  static void warn(Experiment experiment, PrintStream err) {
    List<Problem> warnings = experiment.warnings();
    if (!warnings.isEmpty()) {
      err.println(ProblemPrinter.print(warnings));
    }
  }

  private static void error(PrintStream err, String message, String hint) {
    err.println("error: " + message);
    if (!hint.isEmpty()) {
      err.println("  = help: " + hint);
    }
  }

  /** What went wrong with which file. */
  static String message(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder: " + e.getMessage();
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied: " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + " is there already, and is no folder";
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getFile() + ": " + fault.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** A fault of the data looks like one of the config: place, line, caret. */
  private static Problem problem(DataException fault) {
    if (fault.file().isEmpty()) {
      return Problem.nowhere(
          fault.key().isPresent() ? Code.WRONG_DATA : Code.WRONG_DATA_FILE,
          fault.key().map(key -> "data." + key + ": ").orElse("") + fault.getMessage());
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
    return Problem.at(
        Code.WRONG_DATA_FILE, found.find() ? whole.of(found.group(1)) : whole, fault.getMessage());
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
        return Files.readString(file, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      // Without the line then; the message says what matters.
    }
    return "\n".repeat(line);
  }
}
