package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments of a rendered config say how its values came to be. */
class AnnotatedTest {
  @TempDir Path folder;
  private Configs configs;

  @BeforeEach
  void setUp() {
    configs = new Configs(folder);
  }

  private String annotated(String text, String... settings) {
    return configs.load(text, settings).annotated(Map.of());
  }

  /** The comment behind the first line that begins with this, or nothing if there is none. */
  private static String comment(String text, String line) {
    String found =
        text.lines()
            .map(String::strip)
            .filter(each -> each.startsWith(line))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no '" + line + "' in\n" + text));
    int hash = found.indexOf("  # ");
    return hash < 0 ? "" : found.substring(hash + 4);
  }

  @Test
  void what_was_left_out_is_marked_and_what_is_written_is_not() {
    String text = annotated(Configs.GOOD);
    assertEquals("", comment(text, "units: 64"));
    assertEquals("default", comment(text, "use_bias: true"));
    assertEquals("default", comment(text, "seed: 42"));
    assertEquals("from the file's name", comment(text, "name: x"));
    assertEquals("inferred", comment(text, "inputs: [hidden]"));
    assertEquals("default", comment(text, "trainable: true"));
    assertEquals("", comment(text, "epochs: 2"));
    assertEquals("default", comment(text, "batch_size: 32"));
    assertEquals("default", comment(text, "callbacks: []"));
    assertEquals("default", comment(text, "type: nd4j"));
  }

  @Test
  void keys_that_stand_on_one_line_are_told_apart() {
    assertEquals("default: axis", comment(annotated(Configs.GOOD), "activation: {type: softmax"));
  }

  @Test
  void a_name_that_nobody_gave_is_inferred() {
    String text = annotated(Configs.GOOD.replace("name: hidden, ", ""));
    assertEquals("inferred", comment(text, "- name: dense"));
  }

  @Test
  void a_value_from_a_variable_names_it() {
    String vars = "vars: {n: 3, act: {type: softmax, axis: 1}}\n" + Configs.GOOD;
    assertEquals(
        "from ${vars.n * 2}",
        comment(annotated(vars.replace("64", "\"${vars.n * 2}\"")), "units: 6"));
    String whole = annotated(vars.replace("activation: relu", "activation: \"${vars.act}\""));
    assertEquals("from ${vars.act}", comment(whole, "activation: {type: softmax, axis: 1}"));
  }

  @Test
  void a_value_from_the_command_line_says_so() {
    String text = annotated(Configs.GOOD, "train.epochs=7", "model.layers.hidden.units=5");
    assertEquals("from --set", comment(text, "epochs: 7"));
    assertEquals("from --set", comment(text, "units: 5"));
    String vars =
        annotated("vars: {n: 3}\n" + Configs.GOOD.replace("64", "\"${vars.n}\""), "vars.n=9");
    assertEquals("from ${vars.n} by --set", comment(vars, "units: 9"));
  }

  @Test
  void a_value_from_a_parent_names_its_file() {
    configs.write("base.yaml", Configs.GOOD + "seed: 7\n");
    String text = annotated("extends: base.yaml\ntrain: {batch_size: 5}\n");
    assertEquals("from base.yaml", comment(text, "seed: 7"));
    assertEquals("from base.yaml", comment(text, "epochs: 2"));
    assertEquals("from base.yaml", comment(text, "units: 64"));
    assertEquals("", comment(text, "batch_size: 5"));
    assertEquals("default", comment(text, "shuffle: true"));
    assertEquals("from the file's name", comment(text, "name: x"));
  }

  @Test
  void a_copy_of_a_layer_says_whose() {
    String text =
        annotated(
            Configs.GOOD.replace(
                "    - {name: digit", "    - {name: again, shared: hidden}\n    - {name: digit"));
    String again = text.substring(text.indexOf("- name: again"));
    assertEquals("as in 'hidden'", comment(again, "units: 64"));
    assertEquals("", comment(again, "shared: hidden"));
  }

  @Test
  void an_output_without_a_loss_has_that_at_the_top() {
    String outputs =
        "  outputs:\n"
            + "    - {layer: hidden, loss: class_loss, weight: 2, metrics: []}\n"
            + "    - digit\n";
    String text = annotated(Configs.GOOD.replace("loss: class", outputs + "loss: class"));
    assertEquals(
        "", comment(text, "- {layer: hidden, loss: class_loss, weight: 2.0, metrics: []}"));
    String digit = text.substring(text.indexOf("- layer: digit"));
    assertEquals("as at the top", comment(digit, "loss: class_loss"));
    assertEquals("default", comment(digit, "weight: 1.0"));
    assertEquals("as at the top", comment(digit, "metrics:"));
  }

  @Test
  void repetitions_are_written_as_they_are_read() {
    String layers =
        """
        - name: tower
          type: sequential
          repeat: 3
          layers: [{type: dense, units: 4}, {name: last, type: dense, units: 64}]
        - {name: same, type: dense, units: 64, repeat: 2, shared: same}
        - {name: more, repeat: 3, shared: tower}
        - {name: digit\
        """;
    Experiment experiment =
        configs.load(Configs.GOOD.replace("    - {name: digit", layers.indent(4).stripTrailing()));
    String text = experiment.annotated(Map.of());
    assertEquals("", comment(text, "repeat: 3"));
    assertFalse(text.contains("repeat_1"), text);
    assertEquals("default", comment(text, "input_names: [input]"));
    assertEquals("inferred", comment(text, "output: last"));
    assertEquals(experiment.spec(), configs.load(text).spec(), text);
  }

  @Test
  void remarks_stand_beside_what_they_are_of() {
    String text =
        configs
            .load(Configs.GOOD)
            .annotated(Map.of("model.layers.hidden", "[batch, 64]", "loss", "takes logits"));
    assertEquals("[batch, 64]", comment(text, "- name: hidden"));
    assertEquals("takes logits", comment(text, "loss: class_loss"));
  }

  @Test
  void without_its_comments_it_is_what_is_rendered_and_renders_to_itself() {
    Experiment experiment = configs.load(Configs.GOOD, "train.epochs=7");
    String text = experiment.annotated(Map.of("loss", "a remark"));
    assertEquals(experiment.render(), text.replaceAll("(?m) +# .*$", ""));
    assertEquals(experiment.render(), configs.load(text).render());
    assertEquals(experiment.spec(), configs.load(text).spec());
    assertEquals(List.of(), configs.load(text).warnings());
  }
}
