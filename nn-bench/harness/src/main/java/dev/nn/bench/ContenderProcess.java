package dev.nn.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The parent's end of a {@link Child}. */
final class ContenderProcess implements AutoCloseable {

  /** The contender could not do what it was told; the message says why. */
  static final class Failure extends RuntimeException {
    Failure(String message) {
      super(message);
    }
  }

  private static final long TIMEOUT_SECONDS = 300;

  private final Process process;
  private final long startNanos;
  private final BufferedReader answers;
  private final BufferedWriter commands;
  private final File log;

  ContenderProcess(ContenderSpec spec, File log) {
    List<String> command =
        spec.command().orElseThrow(() -> new Failure("its module has not been built"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(spec.environment());
    builder.redirectError(log);
    this.log = log;
    startNanos = System.nanoTime();
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Builds the workload; returns the contender's description. */
  String open(Workload workload) {
    return ask("open " + workload.name(), "@open ");
  }

  /** Runs steps; returns the nanoseconds they took, as the child measured them. */
  long run(long steps) {
    return Long.parseLong(ask("run " + steps, "@ran "));
  }

  double loss() {
    return Double.parseDouble(ask("loss", "@loss "));
  }

  double secondsSinceStart() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  double cpuSeconds() {
    return Machine.cpuSeconds(process.pid());
  }

  long peakKib() {
    return Machine.peakKib(process.pid());
  }

  private String ask(String command, String expected) {
    try {
      commands.write(command);
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      // The child has ended; the answers it left behind say why.
    }
    String answer = nextAnswer(command);
    if (!answer.startsWith(expected)) {
      throw new Failure(answer.substring(1));
    }
    return answer.substring(expected.length());
  }

  private String nextAnswer(String command) {
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(this::readAnswer);
    try {
      return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Failure("no answer to '" + command + "' within " + TIMEOUT_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new Failure("its process is gone: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  /** Native libraries print past {@code System.setOut}: what is no answer is skipped. */
  private String readAnswer() {
    try {
      String line;
      do {
        line = answers.readLine();
      } while (line != null && !line.startsWith("@"));
      return line != null ? line : "@its process has ended, see " + log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
