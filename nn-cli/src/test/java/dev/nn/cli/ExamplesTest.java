package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every command has examples in its help, and they work as they stand: in a folder with the shipped
 * configs, one after another in the order of the help, so that what {@code train} makes is there
 * for the others.
 */
class ExamplesTest {
  /** Blanks separate arguments, unless they are quoted. */
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  @TempDir Path dir;

  /** Runs the examples in the folder in which the process was started. */
  public static void main(String[] arguments) {
    for (Commands.Entry command : Commands.ALL) {
      List<String> examples = examples(command);
      assertFalse(examples.isEmpty(), "'" + command.name() + "' has no examples in its footer");
      for (String example : examples) {
        System.out.println(example);
        assertTrue(example.startsWith("nn " + command.name()), example);
        List<String> words = split(example);
        Nn.ok(words.subList(1, words.size()).toArray());
      }
    }
  }

  private static List<String> examples(Commands.Entry command) {
    Console console = Console.ofProcess(new StopRequest());
    CommandLine made = new CommandLine(command.make().apply(console));
    return Footer.of(made.getCommandSpec()).section("Examples");
  }

  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = ARGUMENT.matcher(line);
    while (matcher.find()) {
      words.add(Stream.of(1, 2, 3).map(matcher::group).filter(g -> g != null).findFirst().get());
    }
    return words;
  }

  @Test
  void theExamplesInTheHelpOfEveryCommandWork() throws Exception {
    copy(Path.of("../configs"), dir.resolve("configs"));
    Path text = dir.resolve("downloads/text/tinyshakespeare.txt");
    Files.createDirectories(text.getParent());
    Files.writeString(text, shakespeare());
    Path output = dir.resolve("output.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                ExamplesTest.class.getName())
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("NN_DATA_ROOT", dir.resolve("downloads").toString());
    Process java = builder.start();
    boolean ended = java.waitFor(600, TimeUnit.SECONDS);
    java.destroy();
    assertTrue(ended, () -> "still running: " + read(output));
    assertEquals(0, java.exitValue(), () -> read(output));
  }

  /** Stands for the download: as many different characters, but short. */
  private static String shakespeare() {
    return ("ROMEO:\n!$&',-.3;? " + LETTERS + "\n").repeat(40);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(java.io.File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((a, b) -> a + java.io.File.pathSeparator + b)
        .orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
