package dev.nn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Main class of a contender's process: obeys one line on standard input at a time and answers with
 * one line that starts with {@code @} on standard output. Between two commands it is blocked in a
 * read.
 *
 * <pre>
 * open W2     → @open DESCRIPTION
 * run 100     → @ran NANOSECONDS
 * loss        → @loss NUMBER
 * (end of input closes the session)
 * </pre>
 *
 * Anything that fails is answered with {@code @failed REASON}, after which the process ends.
 * Started with the name of the contender's class as its argument.
 */
public final class Child {

  private Child() {}

  /** Runs until standard input ends. */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    // Libraries that print must not talk into the protocol.
    System.setOut(System.err);
    try {
      serve(args[0], answers);
    } catch (ClassNotFoundException e) {
      answers.println("@absent: there is no class " + e.getMessage());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      answers.println("@failed: " + rootOf(e).toString().replaceAll("\\s+", " "));
    }
    // Some libraries leave threads behind that are not daemons.
    System.exit(0);
  }

  private static void serve(String contenderClass, PrintStream answers)
      throws IOException, ReflectiveOperationException {
    Contender contender =
        (Contender) Class.forName(contenderClass).getDeclaredConstructor().newInstance();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Session session = null;
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "open" -> {
          session = contender.open(Workload.named(words[1]));
          answers.println("@open " + contender.describe().replace('\n', ' '));
        }
        case "run" -> answers.println("@ran " + run(session, Long.parseLong(words[1])));
        case "loss" -> answers.println("@loss " + session.loss());
        default -> throw new IllegalArgumentException("unknown command: " + line);
      }
      answers.flush();
    }
    if (session != null) {
      session.close();
    }
  }

  private static long run(Session session, long steps) {
    long start = System.nanoTime();
    for (long i = 0; i < steps; i++) {
      session.step();
    }
    return System.nanoTime() - start;
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
