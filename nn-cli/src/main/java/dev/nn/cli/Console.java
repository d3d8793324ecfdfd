package dev.nn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a command reads and writes.
 *
 * @param out for programs
 * @param err for people
 * @param terminal whether {@code err} is a terminal, so that a line can be written over
 * @param width columns of the terminal
 * @param stop how the user asks a training run to end
 * @param colour whether errors are coloured
 */
record Console(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    int width,
    StopRequest stop,
    Colour colour) {
  /**
   * The process's own streams. Java cannot tell whether standard error is a terminal (before 22 not
   * even standard output alone), so the launcher tells: {@code NN_TERMINAL} is its width.
   */
  static Console ofProcess(StopRequest stop) {
    Optional<Integer> width =
        Optional.ofNullable(System.getenv("NN_TERMINAL"))
            .filter(text -> text.matches("[0-9]{1,4}"))
            .map(Integer::valueOf);
    return new Console(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        width.isPresent(),
        wide(width),
        stop,
        new Colour(Colour.suits(width.isPresent(), System.getenv())));
  }

  private static int wide(Optional<Integer> width) {
    return width.filter(columns -> columns >= 40).orElse(100);
  }

  // Java 17 would go by the locale, which in containers is often POSIX and turns names into "?".
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
