package dev.nn.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * Runs commands one after another and drops what they print. The launcher does so once after it has
 * built, to learn which classes they load.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Arguments of several commands, separated by {@code ";"}. */
  public static void main(String[] arguments) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Console real = Console.ofProcess(new StopRequest());
    Console console =
        new Console(nowhere, nowhere, false, real.width(), real.stop(), real.colour());
    int from = 0;
    for (int i = 0; i <= arguments.length; i++) {
      if (i == arguments.length || arguments[i].equals(";")) {
        Main.run(Arrays.copyOfRange(arguments, from, i), console);
        from = i + 1;
      }
    }
  }
}
