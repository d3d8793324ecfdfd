package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The course on backpropagation shows what {@code nn explain} prints: every command in it is run,
 * and every line that the page shows has to be there, in order. Lines left out are marked by "…".
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourseTest {
  private static final Path COURSE = Path.of("../docs/backprop");
  private static final String PROMPT = "$ ./nn ";
  private static final String GAP = "…";
  private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");

  private final Map<String, List<String>> outputs = new HashMap<>();

  static List<String> chapters() throws IOException {
    try (Stream<Path> files = Files.list(COURSE)) {
      List<String> chapters =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d.*\\.md"))
              .sorted()
              .toList();
      assertFalse(chapters.isEmpty());
      return chapters;
    }
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void everyNumberIsWhatTheCommandPrints(String chapter) throws IOException {
    List<List<String>> blocks = blocks(Files.readString(COURSE.resolve(chapter)));
    assertFalse(blocks.isEmpty());
    for (List<String> block : blocks) {
      assertTrue(block.get(0).startsWith(PROMPT), () -> "no command: " + block.get(0));
      compare(block, output(block.get(0).substring(PROMPT.length())));
    }
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void numbersInTheTextStandInABlockToo(String chapter) throws IOException {
    String page = Files.readString(COURSE.resolve(chapter));
    String blocks = String.join("\n", blocks(page).stream().flatMap(List::stream).toList());
    String text = page.replaceAll("(?s)```.*?```", "").replaceAll("`[^`]*`", "");
    Matcher numbers = DECIMAL.matcher(text);
    while (numbers.find()) {
      String number = numbers.group();
      assertTrue(blocks.contains(number), () -> number + " is in no block of " + chapter);
    }
  }

  private static List<List<String>> blocks(String page) {
    List<List<String>> blocks = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?s)```\\n(.*?)\\n```").matcher(page);
    while (matcher.find()) {
      blocks.add(matcher.group(1).lines().toList());
    }
    return blocks;
  }

  private List<String> output(String command) {
    return outputs.computeIfAbsent(
        command,
        words ->
            Nn.ok((Object[]) words.replace("docs/backprop", COURSE.toString()).split(" "))
                .out()
                .lines()
                .toList());
  }

  private static void compare(List<String> block, List<String> output) {
    int at = 0;
    boolean gap = false;
    for (String line : block.subList(1, block.size())) {
      if (line.equals(GAP)) {
        gap = true;
        continue;
      }
      int found = output.subList(at, output.size()).indexOf(line);
      assertTrue(
          found >= 0 && (gap || found == 0),
          () -> "not printed by " + block.get(0) + ", or not there: " + line);
      at += found + 1;
      gap = false;
    }
  }
}
