package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as the formula of a {@code lambda} layer. */
class FormulaFuzzTest {
  private static Workplace place;
  private static Loading loading;

  @BeforeAll
  static void open() {
    place = new Workplace();
    loading = new Loading();
  }

  @AfterAll
  static void close() {
    place.close();
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "x * sigmoid(1.7 * x)",
            "where(x > 0, x ^ 2, -x ** .5e1)",
            "concat(x, x, axis=1)[:, 0:2]",
            "reshape(x, [2, -1])[:, 0] @ x",
            "reshape(x, [1, 1, 6])",
            "transpose(x, [0, 1]) / pi - e",
            "softmax(x) + mean(x, axis=1, keepdims=true)",
            "max(x, axis=[1]) == minimum(x, 3)",
            "x[:, -1] + x[:, 2:]")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "reshape(x, [",
    "transpose(",
    "concat(",
    "where(",
    "maximum(",
    "softmax(",
    "axis=",
    "keepdims=true",
    "999999999",
    "[:, ",
    "**",
    "-1"
  })
  @FuzzTest
  void getTheReportedKindOfErrorOrNone(byte[] formula) {
    String text = new String(formula, StandardCharsets.UTF_8).replace("'", "''");
    String config =
        """
        data: {type: linear, samples: 10, features: 6}
        loss: mse
        optimizer: sgd
        model:
          layers:
            - {type: lambda, expression: '%s'}
            - {type: flatten}
            - {type: dense, units: 1}
        """;
    Path file = place.write("x.yaml", config.replace("%s", text).getBytes(StandardCharsets.UTF_8));
    loading.of(file, List.of(), true);
  }
}
