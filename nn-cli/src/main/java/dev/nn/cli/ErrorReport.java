package dev.nn.cli;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.IndexException;
import dev.nn.api.data.DataException;
import dev.nn.config.DataFaults;
import dev.nn.config.Experiment;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Paint;
import dev.nn.config.problem.Paint.Part;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import dev.nn.config.problem.Visible;
import dev.nn.core.model.ModelFileException;
import dev.nn.core.train.DivergedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;

/** What the user reads when a command fails, and its exit status. */
final class ErrorReport {
  /** It failed while running. */
  static final int FAILED = 1;

  /** The command line, the config or the data are wrong. */
  static final int WRONG = 2;

  private ErrorReport() {}

  /** Prints a fault and returns the exit status that it means. */
  static int print(Throwable fault, Console console, boolean debug) {
    PrintStream err = console.err();
    if (debug) {
      fault.printStackTrace(err);
    }
    if (fault instanceof ConfigException config) {
      print(config.problems(), console);
      return WRONG;
    }
    if (fault instanceof DataException data) {
      print(List.of(DataFaults.problem(data)), console);
      return WRONG;
    }
    if (fault instanceof UsageException usage) {
      error(console, usage.getMessage(), usage.hint());
      return WRONG;
    }
    if (fault instanceof ModelFileException || fault instanceof IndexException) {
      error(console, fault.getMessage(), "");
      return WRONG;
    }
    if (fault instanceof NoSuchFileException missing) {
      error(console, message(missing), "");
      return WRONG;
    }
    if (fault instanceof BackendException || fault instanceof DivergedException) {
      boolean namesOption = fault.getMessage().contains(" -D");
      error(console, fault.getMessage(), namesOption ? "pass it as NN_JAVA_OPTS=-D…" : "");
      return FAILED;
    }
    if (fault instanceof UncheckedIOException io) {
      return print(io.getCause(), console, false);
    }
    if (fault instanceof IOException io) {
      error(console, message(io), "");
      return FAILED;
    }
    if (fault instanceof OutOfMemoryError) {
      error(
          console,
          "not enough memory: %s; Java may take %s here"
              .formatted(fault.getMessage(), Numbers.bytes(Runtime.getRuntime().maxMemory())),
          "'nn summary' says how much a training step needs and for which layers; make those smaller,"
              + " or train.batch_size, or let Java have more, such as NN_JAVA_OPTS=-Xmx16g");
      return FAILED;
    }
    if (fault instanceof IllegalArgumentException && fault.getMessage() != null) {
      error(console, fault.getMessage(), debug ? "" : "--debug shows where this comes from");
      return FAILED;
    }
    error(
        console,
        "unexpected: " + fault,
        debug ? "" : "this is a fault of nn; --debug shows where, for a report");
    return FAILED;
  }

  /** Prints the warnings found so far, if any. */
  static void warn(Experiment experiment, Console console) {
    print(experiment.warnings(), console);
  }

  /** Prints problems, if there are any, and where to read more about them. */
  static void print(List<Problem> problems, Console console) {
    if (!problems.isEmpty()) {
      Paint paint = console.colour().paint();
      console.err().println(new ProblemPrinter(paint).report(problems));
      String codes =
          problems.stream()
              .map(problem -> problem.code().id())
              .distinct()
              .collect(Collectors.joining(" "));
      console.err().println("For more: " + paint.on(Part.HELP, "nn explain-error " + codes));
    }
  }

  /** An error that has no code, since no config is at fault; a hint may be empty. */
  static void error(Console console, String message, String hint) {
    Paint paint = console.colour().paint();
    console
        .err()
        .println(paint.on(Part.ERROR, "error") + paint.on(Part.MESSAGE, ": " + visible(message)));
    if (!hint.isEmpty()) {
      hint(console, hint);
    }
  }

  /** A way out. */
  static void hint(Console console, String hint) {
    Paint paint = console.colour().paint();
    console
        .err()
        .println(
            "  " + paint.on(Part.FRAME, "= ") + paint.on(Part.HELP, "help") + ": " + visible(hint));
  }

  /** Names of files and cells of data can have anything in them. */
  private static String visible(String lines) {
    return lines.lines().map(Visible::text).collect(Collectors.joining("\n"));
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
}
