package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.spec.ExperimentSpec;
import dev.nn.core.network.Block;
import dev.nn.core.network.NetworkWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers made of layers, repeated layers and shared weights. */
class BlocksTest {
  @TempDir Path folder;
  private Configs configs;

  @BeforeEach
  void setUp() {
    configs = new Configs(folder);
  }

  private static String model(String layers) {
    String last = "    - {name: out, type: dense, units: 10, activation: softmax}\n";
    return Configs.GOOD
        .replaceAll("(?m)^    - .*\n", "")
        .replace("layers:\n", "layers:\n" + layers.indent(4) + last);
  }

  private List<String> parameters(String layers) {
    Experiment experiment = configs.load(model(layers));
    var network = experiment.assemble(experiment.loadData()).network();
    return new NetworkWriter(
            new dev.nn.api.graph.GraphBuilder(), dev.nn.api.tensor.DataType.FLOAT32, true)
        .write(network, 2).variables().stream()
            .map(declared -> declared.variable().variable())
            .filter(name -> name.endsWith("kernel") && !name.startsWith("out"))
            .toList();
  }

  private List<String> faults(String layers) {
    return configs.faults(model(layers));
  }

  @Test
  void a_block_holds_layers_below_its_name() {
    assertEquals(
        List.of("tower/first/kernel", "tower/dense/kernel"),
        parameters(
            """
            - name: tower
              type: sequential
              layers:
                - {name: first, type: dense, units: 4}
                - {type: dense, units: 5}
            """));
  }

  @Test
  void a_block_can_be_a_dag_that_reads_its_input_by_name() {
    Experiment experiment =
        configs.load(
            model(
                """
                - name: wide
                  type: model
                  input_names: [x]
                  layers:
                    - {name: a, type: dense, units: 4}
                    - {name: b, type: dense, units: 5, inputs: [x]}
                    - {name: both, type: concatenate, inputs: [a, b, x]}
                """));
    Block block = (Block) experiment.spec().model().layers().get(0).layer();
    assertEquals(List.of("x"), block.inputNames());
    assertEquals("both", block.output());
  }

  @Test
  void a_repeated_layer_has_weights_for_each_repetition() {
    assertEquals(
        List.of("tower/repeat_1/dense/kernel", "tower/repeat_2/dense/kernel"),
        parameters(
            "- {name: tower, type: sequential, repeat: 2, layers: [{type: dense, units: 4}]}"));
  }

  @Test
  void repetitions_may_share_one_set_of_weights() {
    assertEquals(
        List.of("first/kernel", "same/repeat_1/kernel"),
        parameters(
            """
            - {name: first, type: dense, units: 4}
            - {name: same, type: dense, units: 4, repeat: 3, shared: same}
            """));
  }

  @Test
  void a_layer_may_use_anothers_weights_without_repeating_its_keys() {
    assertEquals(
        List.of("first/kernel", "square/kernel"),
        parameters(
            """
            - {name: first, type: dense, units: 4}
            - {name: square, type: dense, units: 4}
            - {shared: square}
            """));
  }

  @Test
  void weights_inside_a_block_can_be_shared_by_their_path() {
    assertEquals(
        List.of("first/kernel", "tower/dense/kernel"),
        parameters(
            """
            - {name: first, type: dense, units: 4}
            - {name: tower, type: sequential, layers: [{type: dense, units: 4}]}
            - {type: dense, units: 4, shared: tower/dense}
            """));
  }

  @Test
  void what_is_rendered_means_the_same() {
    Experiment experiment =
        configs.load(
            model(
                """
                - name: tower
                  type: sequential
                  repeat: 2
                  layers:
                    - {name: a, type: dense, units: 4}
                    - {name: b, type: sequential, layers: [{type: dense, units: 4}]}
                    - {type: concatenate, inputs: [b, input]}
                - {name: same, type: dense, units: 4, shared: tower/repeat_1/a}
                - name: again
                  type: sequential
                  layers:
                    - {name: c, type: dense, units: 4, repeat: 2, shared: c}
                    - {shared: c}
                """));
    ExperimentSpec again = configs.load(experiment.render()).spec();
    assertEquals(experiment.spec(), again);
  }

  @Test
  void faults_inside_a_block_are_shown_where_they_are() {
    assertEquals(
        List.of("7:25 unknown key 'unit' in layer 'dense'"),
        faults(
            """
            - name: tower
              type: sequential
              layers:
                - {type: dense, unit: 4}
            """));
    assertEquals(
        List.of(
            "7:11 layer 'tower/a' leads nowhere: no layer in the block reads it and it is not its output"),
        faults(
            """
            - name: tower
              type: sequential
              layers:
                - {name: a, type: dense, units: 2}
                - {type: dropout, rate: 0.1, inputs: [input]}
            """));
  }

  @Test
  void blocks_that_cannot_be_are_refused() {
    assertEquals(
        List.of("4:7 the key 'layers' is missing in block 'tower'"),
        faults("- {name: tower, type: sequential}"));
    assertEquals(
        List.of("4:47 block 'tower' has no layers"),
        faults("- {name: tower, type: sequential, layers: []}"));
    assertEquals(
        List.of("4:52 'repeat' must be from 1 to 5000, found 0"),
        faults("- {name: tower, type: dense, units: 4, repeat: 0}").stream()
            .map(f -> f.replaceAll("^5:[0-9]+", "5:51"))
            .toList());
    assertTrue(
        faults("- {name: tower, type: dense, units: 4, shared: towr}")
            .get(0)
            .endsWith("layer 'tower' shares the weights of 'towr', which does not exist"));
    assertTrue(
        faults(
                """
                - {name: tower, type: sequential, repeat: 2, layers: [{type: dense, units: 4}]}
                - {type: dense, units: 4, shared: tower/dense}
                """)
            .get(0)
            .endsWith("layer 'dense' shares the weights of 'tower/dense', which does not exist"));
    assertTrue(
        faults("- {name: tower, type: dense, units: 4, shared: tower}")
            .get(0)
            .endsWith("layer 'tower' shares its own weights"));
  }

  @Test
  void the_one_set_of_weights_of_repetitions_can_be_shared_further() {
    assertEquals(
        List.of("tower/first/kernel", "tower/same/repeat_1/kernel"),
        parameters(
            """
            - name: tower
              type: sequential
              layers:
                - {name: first, type: dense, units: 4}
                - {name: same, type: dense, units: 4, repeat: 3, shared: same}
                - {name: again, shared: same}
                - {name: more, type: dense, units: 4, shared: same/repeat_1}
            """));
  }

  @Test
  void layers_of_unequal_repetition_do_not_share_weights() {
    assertEquals(
        List.of(
            "5:29 layer 'again' shares the weights of 'same', which has 3 sets of them",
            "6:62 layer 'more' is repeated, and 'again', whose weights it shares, is not"),
        faults(
            """
            - {name: same, type: dense, units: 4, repeat: 3}
            - {name: again, shared: same}
            - {name: more, type: dense, units: 4, repeat: 2, shared: again}
            """));
  }

  @Test
  void unequal_weights_cannot_be_shared() {
    Experiment experiment =
        configs.load(
            model(
                """
                - {name: first, type: dense, units: 4}
                - {name: second, type: dense, units: 5, shared: first}
                """));
    var fault =
        org.junit.jupiter.api.Assertions.assertThrows(
            dev.nn.config.problem.ConfigException.class,
            () -> experiment.assemble(experiment.loadData()));
    assertTrue(fault.getMessage().contains("shares the parameter 'first/kernel'"));
    assertTrue(fault.getMessage().contains("x.yaml:5:53"), fault.getMessage());
  }
}
