package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in a config as {@code nn train} reports them: what, line and column, a way out. */
class BadConfigTest {
  private static final String HIDDEN = "    - {type: dense, units: 8, activation: relu}\n";

  @TempDir Path dir;

  /**
   * A mistake.
   *
   * @param name a sentence
   * @param right what of the good config is replaced; empty: all of it
   * @param wrong by what
   * @param error the first line of the report
   * @param place line and column
   * @param carets the underlined text
   * @param more what else the report says
   */
  private record Mistake(
      String name,
      String right,
      String wrong,
      String error,
      String place,
      String carets,
      String... more) {}

  private static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "an unknown key is answered with the nearest",
            "units: 8",
            "unit: 8",
            "unknown key 'unit' in layer 'dense'",
            "10:21",
            "unit",
            "= help: did you mean 'units'?"),
        new Mistake(
            "a wrong type is answered with the right one",
            "units: 8",
            "units: eight",
            "'units' in layer 'dense' must be a whole number, found the text 'eight'",
            "10:28",
            "eight"),
        new Mistake(
            "a required key that is missing is named at its layer",
            "units: 8, ",
            "",
            "the key 'units' is missing in layer 'dense'",
            "10:7",
            "{type: dense, activation: relu}"),
        new Mistake(
            "a tab is called a tab",
            "  path",
            "\tpath",
            "a tab cannot be used for indentation",
            "4:1",
            " ",
            "= help: use blanks"),
        new Mistake(
            "a brace that is not closed is named with its line",
            "activation: relu}",
            "activation: relu",
            "expected ',' or '}' here",
            "11:7",
            "{",
            "= help: separate by ',', and close what '{' in line 10 opens"),
        new Mistake(
            "a quote that is not closed is shown where it opens",
            "path: data.csv",
            "path: 'data.csv",
            "this quote is never closed",
            "4:9",
            "'"),
        new Mistake(
            "a line that is indented too far is shown",
            "  path",
            "   path",
            "a ':' cannot stand here",
            "4:8",
            ":",
            "= help: check the indentation"),
        new Mistake(
            "a key that occurs twice is shown with both lines",
            "metrics:",
            "seed: 4\nmetrics:",
            "the key 'seed' occurs twice",
            "13:1",
            "seed",
            "note: it is here first\n --> "),
        new Mistake(
            "an unknown layer type is answered with the nearest",
            "{type: dense",
            "{type: dens",
            "unknown layer type 'dens'",
            "10:14",
            "dens",
            "= help: did you mean 'dense'?"),
        new Mistake(
            "shapes that cannot be merged are shown at the merging layer",
            HIDDEN,
            """
                - {name: p, type: dense, units: 8, inputs: input}
                - {name: q, type: dense, units: 7, inputs: input}
                - {name: s, type: add, inputs: [p, q]}
            """,
            "layer 's': add cannot combine",
            "12:7",
            "{name: s, type: add, inputs: [p, q]}",
            "float32[batch, 8] and float32[batch, 7]"),
        new Mistake(
            "a reshape that does not fit is shown with both shapes",
            HIDDEN,
            HIDDEN + "    - {type: reshape, target_shape: [3, 3]}\n",
            "layer 'reshape': cannot reshape examples of shape [8] (8 elements) to [3, 3]",
            "11:7",
            "{type: reshape, target_shape: [3, 3]}"),
        new Mistake(
            "an output that the loss cannot compare with the target is shown at its layer",
            HIDDEN,
            "    - {type: reshape, target_shape: [1, 2]}\n" + HIDDEN,
            "layer 'kind' makes [1, 2] of an example, where the target is one value: the loss cannot",
            "12:7",
            "{name: kind, type: dense, units: 2, activation: softmax}",
            "note: this is the loss",
            "= help: put a flatten layer before it"),
        new Mistake(
            "a dense layer after a bare number says which shape it needs",
            HIDDEN,
            "    - {type: dense, units: 1}\n    - {type: reshape, target_shape: []}\n" + HIDDEN,
            "layer 'dense_1': dense needs floating-point input [batch, ..., features]",
            "12:7",
            "{type: dense, units: 8, activation: relu}"),
        new Mistake(
            "a cycle is listed with its lines",
            HIDDEN,
            """
                - {name: p, type: dense, units: 8, inputs: q}
                - {name: q, type: dense, units: 8, inputs: p}
            """,
            "layers read each other in a circle: p ← q ← p",
            "10:48",
            "q",
            "note: 'q' reads 'p' here\n  --> "),
        new Mistake(
            "an input that does not exist is answered with the nearest",
            "units: 8",
            "units: 8, inputs: inptu",
            "layer 'dense' reads 'inptu', which does not exist",
            "10:39",
            "inptu",
            "= help: did you mean 'input'?"),
        new Mistake(
            "a target column that does not exist is answered with the nearest",
            "column: kind",
            "column: knid",
            "data.csv has no column 'knid'; did you mean 'kind'?",
            "5:20",
            "knid"),
        new Mistake(
            "an empty config is called empty",
            "",
            "",
            "the config is empty",
            "1:1",
            "",
            "= expected at least data, model, loss and optimizer"),
        new Mistake(
            "a bomb of aliases is refused where it becomes one",
            "",
            "a: &a [x, x]\nb: &b [*a, *a]\nc: [" + "*b,".repeat(60) + "]\n",
            "more than 50 aliases of lists or mappings",
            "3:149",
            "*b",
            "= help: use vars or write the values out"),
        new Mistake(
            "negative units are refused with the range",
            "units: 8",
            "units: -8",
            "'units' in layer 'dense' must be at least 1, found -8",
            "10:28",
            "-8"),
        new Mistake(
            "a dropout rate above one is refused with the range",
            HIDDEN,
            HIDDEN + "    - {type: dropout, rate: 1.5}\n",
            "'rate' in layer 'dropout' must be at least 0 and less than 1, found 1.5",
            "11:29",
            "1.5"),
        new Mistake(
            "a metric that does not fit the target is shown where it is named",
            "[accuracy, confusion_matrix]",
            "[accuracy, r2_score]",
            "metric 'r2_score' cannot measure layer 'kind', which makes [2] of an example, where"
                + " the target is one value",
            "13:21",
            "r2_score"),
        new Mistake(
            "a kernel larger than its input is shown with both",
            HIDDEN,
            "    - {type: reshape, target_shape: [1, 2]}\n    - {type: conv1d, filters: 2, kernel_size: 3}\n",
            "layer 'conv1d': conv1d with kernel_size 3 does not fit into 2; use padding: same",
            "11:7",
            "{type: conv1d, filters: 2, kernel_size: 3}"),
        new Mistake(
            "groups that do not divide are shown where they are written",
            HIDDEN,
            "    - {type: conv1d, filters: 4, kernel_size: 1, groups: 3}\n",
            "layer 'conv1d': groups 3 cannot share out 4 filters",
            "10:58",
            "3"),
        new Mistake(
            "a recurrent layer says that it reads sequences",
            HIDDEN,
            "    - {type: lstm, units: 8}\n",
            "layer 'lstm': lstm needs floating-point sequences [batch, time, features] (input here is"
                + " float32[batch, 2])",
            "10:7",
            "{type: lstm, units: 8}"),
        new Mistake(
            "a mistake deep in blocks is shown where it is",
            HIDDEN,
            """
                - name: outer
                  type: sequential
                  repeat: 2
                  layers:
                    - {name: inner, type: sequential, layers: [{type: softmax, axis: 3}]}
            """,
            "layer 'outer/repeat_1/inner/softmax': axis 3 does not exist in shape [batch, 2]",
            "14:52",
            "{type: softmax, axis: 3}"),
        new Mistake(
            "a constraint's wrong axis is shown with the parameter's shape",
            "units: 8",
            "units: 8, bias_constraint: {type: max_norm, axis: 1}",
            "layer 'dense': parameter 'bias': axis 1 does not exist in shape [8]",
            "10:7",
            "{type: dense, units: 8, bias_constraint: {type: max_norm, axis: 1}, activation: relu}"),
        new Mistake(
            "first values that a parameter cannot have are its layer's fault",
            "units: 8",
            "units: 8, bias_initializer: orthogonal",
            "layer 'dense': parameter 'bias': orthogonal needs a parameter with at least two axes",
            "10:7",
            "{type: dense, units: 8, bias_initializer: orthogonal, activation: relu}"),
        new Mistake(
            "a parameter that no array could hold is refused",
            "units: 8",
            "units: 2000000000",
            "layer 'dense': shape [2, 2000000000] has more than 2147483647 elements",
            "10:7",
            "{type: dense, units: 2000000000, activation: relu}"),
        new Mistake(
            "weights that the other layer does not have cannot be shared",
            HIDDEN,
            """
                - {name: p, type: dense, units: 2, use_bias: false}
                - {name: q, type: dense, units: 2, shared: p}
            """,
            "layer 'q': shares the weights of 'p', which has no 'bias'",
            "11:7",
            "{name: q, type: dense, units: 2, shared: p}"),
        new Mistake(
            "rows are not looked up by real numbers",
            HIDDEN,
            "    - {type: embedding, input_dim: 8, output_dim: 3}\n    - {type: flatten}\n",
            "layer 'embedding' takes whole numbers as indices, and 'input' has values such as ",
            "10:7",
            "{type: embedding, input_dim: 8, output_dim: 3}",
            "= help: categories become indices by 'encoding: index'"),
        new Mistake(
            "a path pattern that matches nothing is answered with the nearest",
            "type: adam, ",
            "type: adam, learning_rate_multipliers: {\"dense/kernal\": 0.1}, ",
            "the path pattern 'dense/kernal' matches no parameter",
            "14:53",
            "\"dense/kernal\"",
            "= help: did you mean 'dense/kernel'?"),
        new Mistake(
            "units that are not the classes are shown with both numbers",
            "units: 2",
            "units: 5",
            "the data have 2 classes (cat, dog, small); this layer has 5 units",
            "11:40",
            "5",
            "= expected 2 units"));
  }

  @TestFactory
  Stream<DynamicTest> eachIsReportedWhereItIsWithStatus2() {
    return mistakes().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private void check(Mistake mistake) throws IOException {
    Nn.csv(dir);
    Path config = Nn.csvConfig(dir, 2);
    String good = Files.readString(config);
    assertTrue(good.contains(mistake.right()), mistake.right());
    Files.writeString(
        config,
        mistake.right().isEmpty()
            ? mistake.wrong()
            : good.replace(mistake.right(), mistake.wrong()));
    Nn nn = Nn.ends(2, "train", config, "--output", dir.resolve("runs"));
    String err = nn.err();
    assertEquals("", nn.out());
    assertTrue(err.matches("(?s)error\\[NN\\d{4}]: .*"), err);
    assertTrue(err.substring("error[NN0000]: ".length()).startsWith(mistake.error()), err);
    assertTrue(err.contains("--> " + config + ":" + mistake.place() + "\n"), err);
    assertTrue(err.endsWith("\n1 error\n"), err);
    for (String part : mistake.more()) {
      assertTrue(err.contains(part), err);
    }
    checkCarets(mistake, err);
    assertFalse(err.contains("\tat "), err);
    assertFalse(Files.exists(dir.resolve("runs")), "a run's folder was made");
  }

  private static void checkCarets(Mistake mistake, String err) {
    String[] lines = err.split("\n");
    String underlined = lines[4].replaceAll("[^^]", "");
    assertEquals(Math.max(1, mistake.carets().length()), underlined.length(), err);
    int from = lines[4].indexOf('^');
    String shown =
        lines[3].substring(from, Math.min(lines[3].length(), from + underlined.length()));
    assertEquals(mistake.carets(), shown, err);
  }
}
