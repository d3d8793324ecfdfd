package dev.nn.config;

import static dev.nn.config.Configs.GOOD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Note;
import dev.nn.config.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake is reported where it is, in words that help. */
class BadConfigsTest {
  @TempDir Path folder;
  private Configs configs;

  @BeforeEach
  void setUp() {
    configs = new Configs(folder);
  }

  private void assertFault(String expected, String text) {
    assertEquals(List.of(expected), configs.faults(text));
  }

  private static String layers(String... layers) {
    return GOOD.replaceAll("(?m)^    - .*\n", "")
        .replace("layers:\n", "layers:\n    - " + String.join("\n    - ", layers) + "\n");
  }

  @Test
  void an_unknown_key_is_shown_with_the_nearest_and_all_names() {
    Problem problem = configs.problem(GOOD.replace("units: 64", "unit: 64"));
    assertEquals("4:35 unknown key 'unit' in layer 'hidden'", Configs.show(problem));
    assertEquals(Optional.of("did you mean 'units'?"), problem.help());
    assertEquals(
        Optional.of(
            "one of: activation, inputs, kernel_initializer, name, repeat, shared, trainable, type, units, use_bias"),
        problem.expectation());
  }

  @Test
  void an_error_looks_like_a_compilers() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> configs.load(GOOD.replace("units: 64", "unit: 64")));
    assertEquals(
        """
        error[NN0101]: unknown key 'unit' in layer 'hidden'
         --> FILE:4:35
          |
        4 |     - {name: hidden, type: dense, unit: 64, activation: relu}
          |                                   ^^^^
          = expected one of: activation, inputs, kernel_initializer, name, repeat, shared, trainable, type, units,
            use_bias
          = help: did you mean 'units'?

        1 error"""
            .replace("FILE", folder.resolve("x.yaml").toString()),
        e.getMessage());
  }

  @Test
  void a_wrong_type_is_shown_with_what_was_expected_and_found() {
    Problem problem = configs.problem(GOOD.replace("units: 64", "units: wide"));
    assertEquals(
        "4:42 'units' in layer 'hidden' must be a whole number, found the text 'wide'",
        Configs.show(problem));
    assertEquals(Optional.of("a whole number"), problem.expectation());
    assertFault(
        "9:17 'epochs' in 'train' must be a whole number, found 2.5",
        GOOD.replace("epochs: 2", "epochs: 2.5"));
    assertFault(
        "9:17 'epochs' in 'train' must be a whole number, found a list",
        GOOD.replace("epochs: 2", "epochs: [2]"));
    assertEquals(
        Optional.of("remove the quotes"),
        configs.problem(GOOD.replace("epochs: 2", "epochs: '2'")).help());
    assertFault(
        "2:8 'model' must be a mapping, found a list",
        "data: {type: table, path: a}\nmodel: [a]\nloss: cl\noptimizer: sgd\n");
  }

  @Test
  void a_missing_required_key_points_to_its_mapping() {
    assertFault(
        "4:7 the key 'units' is missing in layer 'hidden'", GOOD.replace("units: 64, ", ""));
    assertFault(
        "2:1 the key 'data' is missing in the config",
        "\n" + GOOD.substring(GOOD.indexOf("model")));
    assertFault("4:7 the key 'type' is missing in layer 'layer'", layers("{units: 3}"));
  }

  @Test
  void a_tab_is_called_a_tab() {
    Problem problem = configs.problem("data:\n\ttype: table\n");
    assertEquals("2:1 a tab cannot be used for indentation", Configs.show(problem));
    assertFault("1:6 a tab cannot stand here", "data:\ttable\n");
  }

  @Test
  void broken_yaml_is_shown_where_it_breaks() {
    Problem problem = configs.problem("data: {type: table,\n  path: x");
    assertEquals("2:10 expected ',' or '}' here", Configs.show(problem));
    assertEquals(
        Optional.of("separate by ',', and close what '{' in line 1 opens"), problem.help());
    assertFault("2:2 expected ',' or ']' here", "data: [a\nb: c\n");
    assertFault("1:7 this quote is never closed", "data: 'a\nb: c\n");
    assertFault("1:5 a ':' cannot stand here", "a: b: c\n");
  }

  @Test
  void an_empty_file_is_called_empty() {
    assertFault("1:1 the config is empty", "");
    assertFault("1:1 the config is empty", "# only a comment\n");
    assertFault("1:1 a config is a mapping, found the text 'hello'", "hello\n");
  }

  @Test
  void a_file_that_does_not_exist_is_named() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> TestParts.loader().load(folder.resolve("none.yaml")));
    assertTrue(e.getMessage().contains("no such file: " + folder.resolve("none.yaml")));
  }

  @Test
  void a_double_key_is_reported_with_both_lines() {
    Problem problem = configs.problem(GOOD + "seed: 1\nloss: mse\n");
    assertEquals("11:1 the key 'loss' occurs twice", Configs.show(problem));
    assertTrue(place(problem.notes().get(0)).endsWith("x.yaml:6:1"));
  }

  @Test
  void two_names_of_one_key_are_a_double_key() {
    assertFault(
        "8:44 'learning_rate' is given twice in optimizer 'sgd', under two names",
        GOOD.replace("learning_rate: 0.1", "learning_rate: 0.1, lr: 0.1"));
  }

  @Test
  void an_unknown_type_is_shown_with_a_near_miss() {
    Problem problem = configs.problem(GOOD.replace("hidden, type: dense", "hidden, type: desne"));
    assertEquals("4:28 unknown layer type 'desne'", Configs.show(problem));
    assertEquals(
        Optional.of("one of: concatenate, dense, dropout, sequential"), problem.expectation());
    assertEquals(Optional.of("did you mean 'dense'?"), problem.help());
    assertEquals(
        Optional.of("as a layer, an activation is {type: activation, activation: relu}"),
        configs.problem(GOOD.replace("hidden, type: dense", "hidden, type: relu")).help());
  }

  @Test
  void a_cycle_is_listed_with_its_lines() {
    Problem problem =
        configs.problem(
            layers(
                "{name: a, type: dense, units: 3, inputs: c}",
                "{name: b, type: dense, units: 3}",
                "{name: c, type: dense, units: 10}"));
    assertEquals("4:48 layers read each other in a circle: a ← c ← b ← a", Configs.show(problem));
    assertEquals(2, problem.notes().size());
    assertTrue(place(problem.notes().get(1)).endsWith("x.yaml:5:7"));
  }

  @Test
  void an_input_that_does_not_exist_is_shown_with_the_nearest() {
    Problem problem =
        configs.problem(
            GOOD.replace("activation: softmax", "activation: softmax, inputs: [hiden]"));
    assertEquals("5:75 layer 'digit' reads 'hiden', which does not exist", Configs.show(problem));
    assertEquals(Optional.of("did you mean 'hidden'?"), problem.help());
  }

  @Test
  void two_layers_of_one_name_are_reported_with_both_places() {
    Problem problem = configs.problem(GOOD.replace("name: digit", "name: hidden"));
    assertEquals("5:14 two layers or inputs are called 'hidden'", Configs.show(problem));
    assertTrue(place(problem.notes().get(0)).endsWith("x.yaml:4:14"));
  }

  @Test
  void a_layer_that_leads_nowhere_is_an_error() {
    assertFault(
        "4:7 layer 'hidden' leads nowhere: no layer reads it and it is no output",
        GOOD.replace("activation: softmax", "inputs: input"));
  }

  @Test
  void a_layer_of_one_input_does_not_take_two() {
    assertFault(
        "5:62 layer 'digit' takes one input, not 2",
        GOOD.replace("activation: softmax", "inputs: [hidden, input]"));
  }

  @Test
  void an_alias_bomb_is_refused() {
    StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'l'; c++) {
      String before = "*" + (char) (c - 1);
      bomb.append(
          c
              + ": &"
              + c
              + " ["
              + String.join(", ", java.util.Collections.nCopies(4, before))
              + "]\n");
    }
    String message = configs.faults(bomb.toString()).get(0);
    assertEquals("8:4 aliases or variables expand to more than 100000 values", message);
    String many = "a: &a [x]\nb: [" + "*a, ".repeat(60) + "]\n";
    assertFault("2:205 more than 50 aliases of lists or mappings", many);
    assertFault("1:4 this value contains an alias to itself", "a: &a [*a]\n");
  }

  @Test
  void variables_that_grow_without_end_are_refused() {
    StringBuilder bomb = new StringBuilder("vars:\n  v0: [x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "\"${vars.v" + (i - 1) + "}\"";
      bomb.append(
          "  v" + i + ": [" + String.join(", ", java.util.Collections.nCopies(4, before)) + "]\n");
    }
    assertTrue(configs.faults(bomb + GOOD).get(0).endsWith("expand to more than 100000 values"));
  }

  @Test
  void negative_units_are_refused_with_the_range() {
    Problem problem = configs.problem(GOOD.replace("units: 64", "units: -3"));
    assertEquals(
        "4:42 'units' in layer 'hidden' must be at least 1, found -3", Configs.show(problem));
    assertEquals(Optional.of("at least 1"), problem.expectation());
  }

  @Test
  void a_dropout_rate_above_one_is_refused() {
    assertFault(
        "4:29 'rate' in layer 'dropout' must be at least 0 and less than 1, found 1.5",
        layers("{type: dropout, rate: 1.5}", "{type: dense, units: 10}"));
  }

  @Test
  void files_that_extend_each_other_in_a_circle_are_refused() {
    configs.write("y.yaml", "seed: 1\nextends: x.yaml\n");
    Problem problem = configs.problem("extends: [y.yaml]\n" + GOOD);
    assertEquals("2:10 extends goes round in a circle", Configs.show(problem));
    assertTrue(problem.origin().get().toString().endsWith("y.yaml:2:10"));
    assertEquals("x.yaml → y.yaml → x.yaml", problem.notes().get(0).text());
  }

  @Test
  void a_parent_that_does_not_exist_is_reported_where_it_is_named() {
    assertFault("1:10 no such file: " + folder.resolve("z.yaml"), "extends: z.yaml\n" + GOOD);
  }

  @Test
  void an_undefined_variable_is_reported_where_it_is_used() {
    Problem problem =
        configs.problem(
            "vars: {hidden: 3}\n" + GOOD.replace("units: 64", "units: \"${vars.hiden * 2}\""));
    assertEquals("5:43 there is no variable 'vars.hiden'", Configs.show(problem));
    assertEquals(Optional.of("did you mean 'hidden'?"), problem.help());
    assertFault(
        "4:43 the environment variable 'NO_SUCH_1' is not set",
        GOOD.replace("units: 64", "units: \"${env.NO_SUCH_1}\""));
  }

  @Test
  void a_variable_without_quotes_within_braces_is_explained() {
    Problem problem = configs.problem(GOOD.replace("units: 64", "units: ${vars.n}"));
    assertEquals("4:43 '${' cannot stand here without quotes", Configs.show(problem));
    assertEquals(Optional.of("write \"${…}\" in quotes"), problem.help());
  }

  @Test
  void variables_that_define_themselves_are_refused() {
    assertFault(
        "1:11 this variable is defined by itself: ${vars.b}",
        "vars: {a: '${vars.b}', b: '${vars.a}'}\n" + GOOD);
  }

  @Test
  void a_value_from_a_variable_is_shown_with_the_place_of_its_definition() {
    Problem problem =
        configs.problem(
            "vars: {hidden: -64}\n" + GOOD.replace("units: 64", "units: \"${vars.hidden}\""));
    assertEquals(
        "5:42 'units' in layer 'hidden' must be at least 1, found -64", Configs.show(problem));
    assertEquals(1, problem.notes().size());
    assertTrue(place(problem.notes().get(0)).endsWith("x.yaml:1:16"));
  }

  @Test
  void a_bad_setting_is_shown_as_typed() {
    Problem problem = configs.problem(GOOD, "train.epochs=many");
    assertEquals("--set train.epochs=many", problem.origin().get().toString());
    assertEquals(
        "1:20 'epochs' in 'train' must be a whole number, found the text 'many'",
        Configs.show(problem));
    problem = configs.problem(GOOD, "train.epoch=3");
    assertEquals("1:13 unknown key 'epoch' in 'train'", Configs.show(problem));
    assertEquals(Optional.of("did you mean 'epochs'?"), problem.help());
    problem = configs.problem(GOOD, "model.layers.hiden.units=3");
    assertEquals("1:20 no item of this list is called 'hiden'", Configs.show(problem));
    assertEquals(Optional.of("did you mean 'hidden'?"), problem.help());
    assertEquals(
        List.of("1:20 this list has 2 items, 0 to 1", "1:7 this sets nothing"),
        configs.faults(GOOD, "model.layers.2.units=3", "seed"));
    problem = configs.problem("vars: {hidden: 3}\n" + GOOD, "vars.hiden=3");
    assertEquals("1:12 there is no variable 'hiden'", Configs.show(problem));
    problem = configs.problem(GOOD + "seed: 4\n", "seed.x=3");
    assertEquals("1:12 there is no key 'x' in 4", Configs.show(problem));
  }

  @Test
  void a_tag_that_names_a_class_is_refused() {
    Problem problem = configs.problem(GOOD + "seed: !!java.net.URL [http://example.org]\n");
    assertEquals(
        "10:7 the tag !!java.net.URL is not allowed; a config names no classes",
        Configs.show(problem));
    assertFault(
        "10:7 the tag !env is not allowed; a config names no classes", GOOD + "seed: !env X\n");
  }

  @Test
  void several_errors_are_all_reported_in_the_order_of_their_places() {
    assertEquals(
        List.of(
            "1:26 'path' in data source 'table' has no value",
            "4:43 there is no variable 'vars.x'",
            "4:67 unknown activation type 'rellu'",
            "5:41 'units' in layer 'digit' must be at least 1, found 0",
            "6:7 unknown loss type 'clas_loss'",
            "9:17 'epochs' in 'train' must be at least 1, found 0",
            "10:1 unknown key 'bakend' in the config"),
        configs.faults(
            GOOD.replace("a.csv", "")
                    .replace("units: 64", "units: \"${vars.x}\"")
                    .replace("relu", "rellu")
                    .replace("units: 10", "units: 0")
                    .replace("class_loss", "clas_loss")
                    .replace("epochs: 2", "epochs: 0")
                + "bakend: nd4j\n"));
  }

  @Test
  void what_a_constructor_refuses_is_reported_at_the_key_it_names() {
    assertFault(
        "8:61 schedule 'steps': values must be one more than boundaries",
        GOOD.replace("0.1", "{type: steps, values: [1], boundaries: [1]}"));
    assertFault(
        "1:60 'split.test': the parts add up to more than 1",
        GOOD.replace("a.csv", "a.csv, split: {train: 0.9, test: 0.2}"));
  }

  @Test
  void units_that_do_not_match_the_classes_are_reported_at_the_layer() {
    Experiment experiment = configs.load(GOOD.replace("units: 10", "units: 9"));
    ConfigException e =
        assertThrows(ConfigException.class, () -> experiment.assemble(experiment.loadData()));
    assertEquals(
        "5:41 the data have 10 classes (0 … 9); this layer has 9 units",
        Configs.show(e.problems().get(0)));
  }

  @Test
  void shapes_that_do_not_fit_are_reported_at_the_layer() {
    String text = GOOD.replace("model:\n", "model:\n  inputs: [{name: input, shape: [3, 3]}]\n");
    Problem problem = configs.problem(text);
    assertEquals(5, problem.origin().get().line());
    assertTrue(problem.message().startsWith("layer 'hidden': expects [batch, features]"));
    Experiment experiment =
        configs.load(GOOD.replace("model:\n", "model:\n  inputs: [{name: input, shape: [3]}]\n"));
    ConfigException e =
        assertThrows(ConfigException.class, () -> experiment.assemble(experiment.loadData()));
    assertEquals(
        "3:33 an example of 'input' has shape [4] in the data, not [3]",
        Configs.show(e.problems().get(0)));
  }

  @Test
  void an_unknown_backend_is_an_error_but_the_standard_one_need_not_be_installed() {
    Problem problem = configs.problem(GOOD + "backend: nd4\n");
    assertEquals("10:10 unknown backend 'nd4'", Configs.show(problem));
    assertEquals(Optional.of("did you mean 'nd4j'?"), problem.help());
    Experiment experiment = configs.load(GOOD + "backend: nd4j\n");
    ConfigException e = assertThrows(ConfigException.class, experiment::openBackend);
    assertEquals(
        "10:10 the backend 'nd4j' is not on the class path", Configs.show(e.problems().get(0)));
  }

  private static String place(Note note) {
    return note.place().orElseThrow().toString();
  }
}
