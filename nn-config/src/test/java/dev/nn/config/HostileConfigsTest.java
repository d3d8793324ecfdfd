package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import dev.nn.config.problem.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configs that no one writes by mistake: made to hang, to fill the memory, to overflow the stack,
 * or to write on the terminal what is not so. Each gets a report like any other, soon.
 */
class HostileConfigsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String MODEL =
      """
      loss: mse
      optimizer: sgd
      data: {type: linear}
      """;

  private final ExperimentLoader loader = ExperimentLoader.create();

  @TempDir Path folder;

  private List<Problem> problems(String text, String... settings) {
    return problems(text.getBytes(StandardCharsets.UTF_8), settings);
  }

  private List<Problem> problems(byte[] bytes, String... settings) {
    Path file = folder.resolve("x.yaml");
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return assertTimeoutPreemptively(SOON, () -> loader.check(file, List.of(settings), true));
  }

  private List<Code> codes(String text, String... settings) {
    return problems(text, settings).stream().map(Problem::code).distinct().toList();
  }

  private static String times(int count, String text) {
    return text.repeat(count);
  }

  /** The item with its number in place of {@code #}, many times. */
  private static String numbered(int count, String item) {
    return IntStream.range(0, count)
        .mapToObj(i -> item.replace("#", Integer.toString(i)))
        .collect(Collectors.joining());
  }

  private static String layers(String layers) {
    return "model: {layers: [" + layers + "]}\n" + MODEL;
  }

  @Test
  void aliasesOfAliasesDoNotGrow() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(9) + alias));
    }
    assertEquals(List.of(Code.TOO_LARGE), codes(bomb.toString()));
  }

  @Test
  void variablesOfVariablesDoNotGrow() {
    StringBuilder bomb = new StringBuilder("vars:\n  a0: [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String use = "\"${vars.a" + (i - 1) + "}\"";
      bomb.append("  a%d: [%s]\n".formatted(i, (use + ", ").repeat(9) + use));
    }
    assertEquals(List.of(Code.TOO_LARGE), codes(bomb.toString()));
  }

  @Test
  void longTextsThatAreUsedManyTimesDoNotFillTheMemory() {
    String bomb =
        "vars:\n  a: "
            + times(400_000, "x")
            + "\n  b:\n"
            + numbered(20_000, "    - '${vars.a}#'\n")
            + layers("dense");
    assertEquals(List.of(Code.TOO_LARGE), codes(bomb));
  }

  @Test
  void manyVariablesInOneLineTakeLinearTime() {
    String config = "vars: {a: 1}\nx: [" + times(40_000, "'${vars.a}', ") + "]\n" + layers("dense");
    assertEquals(List.of(Code.UNKNOWN_KEY, Code.MISSING_KEY), codes(config));
  }

  @Test
  void deepNestingIsRefused() {
    assertEquals(List.of(Code.TOO_LARGE), codes(times(100_000, "[")));
    assertEquals(List.of(Code.TOO_LARGE), codes(times(100_000, "{a: ")));
    assertEquals(List.of(Code.TOO_LARGE), codes(times(1000, "- ")));
    String indented =
        IntStream.range(0, 1000)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining());
    assertEquals(List.of(Code.TOO_LARGE), codes(indented));
  }

  @Test
  void deepNestingInASettingIsRefused() {
    assertEquals(
        List.of(Code.TOO_LARGE),
        codes(layers("{type: dense, units: 1}"), "vars=" + times(99, "[")));
    assertEquals(
        List.of(Code.TOO_LARGE),
        codes(layers("{type: dense, units: 1}"), times(20_000, "a.") + "a=1"));
  }

  @Test
  void scalarsLikeTimesOfDayDoNotOverflowTheStack() {
    problems("name: " + times(100_000, "1:") + "1");
    problems("name: " + times(100_000, "1_") + "1:");
    problems("name: 1" + times(300_000, "0") + "\n" + MODEL);
  }

  @Test
  void longTextsInWrongYamlDoNotOverflowTheStack() {
    problems("a: [\"" + times(100_000, "x") + "\", \"" + times(100_000, "\\\\") + "\"\nb: 1");
    problems("a: [" + times(100_000, "'a' ") + "\nb: 1");
    problems("a: [" + times(100_000, "${x} ") + "\nb: 1");
  }

  @Test
  void expressionsInVariablesInExpressionsDoNotOverflowTheStack() {
    StringBuilder bomb = new StringBuilder("vars:\n  a0: 1\n");
    for (int i = 1; i < 99; i++) {
      bomb.append("  a%d: '${%svars.a%d%s}'\n".formatted(i, times(95, "("), i - 1, times(95, ")")));
    }
    // Read from the last on, so that each waits for the one before.
    List<String> lines = bomb.toString().lines().toList();
    String reversed =
        "vars:\n"
            + IntStream.range(1, lines.size())
                .mapToObj(i -> lines.get(lines.size() - i) + "\n")
                .collect(Collectors.joining());
    problems(reversed + layers("{type: dense, units: 1}"));
  }

  @Test
  void variablesThatAreDefinedByEachOtherAreRefused() {
    List<Code> codes = codes("vars: {a: '${vars.b}', b: '${vars.a}'}\n" + layers("dense"));
    assertTrue(codes.contains(Code.ENDLESS_VARIABLE), codes::toString);
    problems("vars: {a: " + times(50_000, "${env.NO_SUCH:-") + times(50_000, "}") + "}");
    problems("vars: {a: '" + times(200_000, "${") + "'}");
  }

  @Test
  void manyProblemsAreCountedAndSomeShown() {
    List<Problem> found = problems(numbered(60_000, "k#: 1\n"));
    assertTrue(found.size() <= 2000, () -> found.size() + " problems");
    String report = ProblemPrinter.print(found);
    assertTrue(report.length() < 200_000, () -> report.length() + " characters");
  }

  @Test
  void manyWrongNamesAmongManyTakeTheirTime() {
    problems(
        "vars:\n"
            + numbered(20_000, "  variable_#: 1\n")
            + "x:\n"
            + numbered(20_000, "  - '${vars.wariable#}'\n"));
  }

  @Test
  void manyProblemsInOneLongLineAreShownInPart() {
    List<Problem> found = problems("{" + numbered(60_000, "k#: 1, ") + "}");
    String report = ProblemPrinter.print(found);
    assertTrue(report.lines().allMatch(line -> line.length() < 1000), "a long line");
    assertTrue(report.length() < 200_000, () -> report.length() + " characters");
  }

  @Test
  void longNamesAreShownInPart() {
    String report = ProblemPrinter.print(problems(times(500_000, "k") + ": 1\n"));
    assertTrue(report.lines().allMatch(line -> line.length() < 1000), "a long line");
  }

  @Test
  void whatWouldSteerTheTerminalIsShownNotDone() {
    String report =
        ProblemPrinter.print(
            problems(
                """
                "\\e[2Jok": 1
                "\\x9b31m\\u202egpj.exe": 1
                "line\\nerror[NN0000]: forged": 1
                model: {layers: [{type: "\\e]0;title\\a", units: "\\r1"}]}
                loss: "\\u2028"
                """));
    assertEquals(
        List.of(),
        report
            .codePoints()
            .filter(c -> c != '\n' && (Character.isISOControl(c) || isFormat(c)))
            .mapToObj(Integer::toHexString)
            .toList());
    assertFalse(report.lines().anyMatch(line -> line.startsWith("error[NN0000]")), report);
  }

  private static boolean isFormat(int character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  @Test
  void anyBytesGetAReport() throws IOException {
    String good = layers("{type: dense, units: 1}");
    assertFalse(hasErrors(problems("\uFEFF" + good)));
    assertFalse(hasErrors(problems(good.replace("\n", "\r\n"))));
    assertTrue(hasErrors(problems(good.getBytes(StandardCharsets.UTF_16))));
    assertTrue(hasErrors(problems(good.getBytes(StandardCharsets.UTF_16LE))));
    assertTrue(hasErrors(problems(new byte[1000])));
    assertTrue(hasErrors(problems(good.replace("units", "un\tits"))));
    assertTrue(hasErrors(problems(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})));
    for (int c = 0; c < 0xa8; c++) {
      String character = Character.toString(c);
      problems("name: a" + character + "b\n" + good);
      problems(character + good);
      problems("model: {layers: [{type: dense, units: " + character + "1}]}\n" + MODEL);
    }
  }

  /**
   * For YAML, a line ends in more ways than for Java; a report has to find the place all the same.
   */
  @Test
  void faultsBehindRareLineEndsAreFound() {
    for (String end : List.of("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029")) {
      Problem problem = problems("seed: 1" + end + "name: {a: b}}" + end + "x: 1" + end).get(0);
      assertEquals("2:13", place(problem), () -> "U+%04X".formatted((int) end.charAt(0)));
      assertTrue(ProblemPrinter.print(List.of(problem)).contains("2 | name: {a: b}}\n"));
      Problem forbidden = problems("seed: 1" + end + "name: \u0007").get(0);
      assertEquals("2:7", place(forbidden));
      // As it was found: far right in what is one line for Java.
      problems("a: {b: c,                    d: e}" + end + "x: y}" + end);
    }
  }

  private static String place(Problem problem) {
    return problem.origin().map(at -> at.line() + ":" + at.column()).orElse("nowhere");
  }

  private static boolean hasErrors(List<Problem> problems) {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  @Test
  void hugeNumbersAreRefused() {
    for (String number :
        List.of("1e308", ".inf", "-.inf", ".nan", "9223372036854775807", "-1", "0", "2147483647")) {
      for (String key :
          List.of("train.batch_size", "train.epochs", "model.layers.0.units", "data.noise")) {
        problems(layers("{type: dense, units: 1}"), key + "=" + number);
      }
      problems(layers("{type: dense, units: 1, repeat: " + number + "}"));
      problems("seed: " + number + "\n" + layers("{type: dense, units: 1}"));
      for (String split : List.of("train", "validation", "test")) {
        problems(layers("{type: dense, units: 1}"), "data.split." + split + "=" + number);
      }
      problems(layers("{type: reshape, target_shape: [%s, %s]}".formatted(number, number)));
      problems(
          layers("{type: dense, units: %s}, {type: dense, units: %s}".formatted(number, number)));
    }
  }

  @Test
  void sizesThatOverflowAreFaultsOfTheirLayers() {
    String padded =
        "{type: reshape, target_shape: [1, 1, 1]}, {type: zero_padding2d, padding: 1073741823}";
    assertEquals(
        List.of(Code.LAYER_DOES_NOT_FIT),
        codes(layers(padded).replace("linear", "linear, features: 1")));
  }

  @Test
  void samplesThatNoArrayHoldsAreRefused() {
    for (String data :
        List.of(
            "{type: linear, samples: 2147483647}",
            "{type: linear, features: 2147483647}",
            "{type: spiral, classes: 1000000000}",
            "{type: blobs, centers: 1000000000}",
            "{type: moons, samples: 2147483647}",
            "{type: circles, samples: 2147483647}",
            "{type: xor, samples: 2147483647}")) {
      String loss = data.contains("linear") ? "mse" : "sparse_categorical_crossentropy";
      String config =
          "model: {layers: [{type: dense, units: 1}]}\noptimizer: sgd\nloss: " + loss + "\ndata: ";
      assertEquals(List.of(Code.WRONG_DATA), codes(config + data), data);
    }
  }

  @Test
  void repeatedBlocksInRepeatedBlocksDoNotGrow() {
    String block = "{type: dense, units: 3}";
    for (int i = 0; i < 8; i++) {
      block = "{type: sequential, repeat: 1000, layers: [" + block + "]}";
    }
    assertEquals(List.of(Code.TOO_LARGE), codes(layers(block)));
  }

  @Test
  void blocksThatAreUsedManyTimesDoNotGrow() {
    StringBuilder vars = new StringBuilder("vars:\n  b0: [{type: dense, units: 3}]\n");
    for (int i = 1; i < 5; i++) {
      String use = "{type: sequential, repeat: 50, layers: '${vars.b%d}'}".formatted(i - 1);
      vars.append("  b%d: [%s]\n".formatted(i, (use + ", ").repeat(3) + use));
    }
    assertEquals(List.of(Code.TOO_LARGE), codes(vars + "model: {layers: '${vars.b4}'}\n" + MODEL));
  }

  @Test
  void whatIsNoRegularFileIsNotRead() throws IOException {
    for (String device : List.of("/dev/zero", "/dev/random", "/dev/stdin", "/dev/tty", "/", ".")) {
      assertEquals(List.of(Code.NO_SUCH_FILE), codes("extends: " + device), device);
      problems(
          "model: {layers: [{type: dense, units: 1}]}\nloss: mse\noptimizer: sgd\n"
              + "data: {type: csv, path: %s, target: {column: y}}".formatted(device));
      problems(
          "model: {layers: [{type: dense, units: 1}]}\nloss: mse\noptimizer: sgd\n"
              + "data: {type: text, path: %s, sequence_length: 3}".formatted(device));
      problems(
          "model: {layers: [{type: dense, units: 1}]}\nloss: mse\noptimizer: sgd\n"
              + "data: {type: idx, images: %s, labels: %s}".formatted(device, device));
    }
  }

  @Test
  void chainsOfParentsEnd() throws IOException {
    Files.writeString(folder.resolve("x.yaml"), "extends: x.yaml");
    assertEquals(List.of(Code.ENDLESS_EXTENDS), codes("extends: x.yaml"));
    for (int i = 0; i < 300; i++) {
      Files.writeString(folder.resolve("p" + i + ".yaml"), "extends: p" + (i + 1) + ".yaml");
    }
    assertEquals(List.of(Code.TOO_LARGE), codes("extends: p0.yaml"));
    Files.writeString(folder.resolve("q50.yaml"), "seed: 1");
    for (int i = 0; i < 50; i++) {
      Files.writeString(
          folder.resolve("q" + i + ".yaml"),
          "extends: [q%d.yaml, q%d.yaml]".formatted(i + 1, i + 1));
    }
    assertEquals(List.of(Code.TOO_LARGE), codes("extends: q0.yaml"));
  }
}
