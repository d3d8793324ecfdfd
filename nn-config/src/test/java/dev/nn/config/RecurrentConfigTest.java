package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.ConfigException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that hold a layer under one of their keys, and layers that read another's states. */
class RecurrentConfigTest {
  private static final Path FILE = Path.of("x.yaml");
  private final ExperimentLoader loader = ExperimentLoader.create();

  /** The first layer is in line 5. */
  private static String model(String layers) {
    return """
        data: {type: csv, path: a.csv, target: {column: y}}
        model:
          inputs: [{name: input, shape: [7, 4]}]
          layers:
        %s    - {name: out, type: dense, units: 1}
        loss: mean_squared_error
        optimizer: sgd
        """
        .formatted(layers.indent(4));
  }

  private Experiment parse(String layers) {
    return loader.parse(model(layers), FILE, List.of());
  }

  private List<String> faults(String layers) {
    return assertThrows(ConfigException.class, () -> parse(layers)).problems().stream()
        .map(Configs::show)
        .toList();
  }

  @Test
  void a_layer_inside_a_layer_is_read_and_rendered() {
    Experiment experiment =
        parse(
            """
            - type: bidirectional
              merge_mode: sum
              layer: {type: gru, units: 3, return_sequences: true}
              backward_layer: {type: lstm, units: 3, return_sequences: true, go_backwards: true}
            - {type: time_distributed, layer: {type: dense, units: 5}}
            - {type: simple_rnn, units: 3, recurrent_initializer: {type: orthogonal, gain: 2}}
            """);
    String text = experiment.render();
    assertEquals(experiment.spec(), loader.parse(text, FILE, List.of()).spec(), text);
    assertTrue(text.contains("go_backwards: true"), text);
  }

  @Test
  void what_is_wrong_inside_a_layer_is_shown_there() {
    assertEquals(
        List.of("5:49 unknown key 'unit' in layer 'lstm'"),
        faults("- {type: bidirectional, layer: {type: lstm, unit: 3}}"));
    assertTrue(
        faults("- {type: bidirectional, layer: {type: lstn, units: 3}}")
            .get(0)
            .startsWith("5:43 unknown layer type 'lstn'"));
    assertTrue(
        faults("- {type: bidirectional, layer: {type: dense, units: 3}}")
            .get(0)
            .endsWith("layer must be recurrent, such as lstm, gru or simple_rnn"));
    assertTrue(
        faults("- {type: lstm, units: 3, dropout: 1}").get(0).startsWith("5:39 "),
        () -> faults("- {type: lstm, units: 3, dropout: 1}").toString());
  }

  @Test
  void shapes_that_do_not_fit_inside_a_layer_are_shown_at_the_layer() {
    List<String> faults =
        faults(
            """
            - {type: flatten}
            - {name: both, type: bidirectional, layer: {type: lstm, units: 3}}
            """);
    assertEquals(1, faults.size());
    assertTrue(faults.get(0).startsWith("6:"), faults.get(0));
    assertTrue(faults.get(0).contains("lstm needs [batch, time, features]"), faults.get(0));
  }

  @Test
  void states_are_read_by_the_layers_name_and_theirs() {
    parse(
        """
        - {name: encoder, type: lstm, units: 3, return_state: true}
        - {name: decoder, type: lstm, units: 3, inputs: [input, encoder/state_h, encoder/state_c]}
        """);
    List<String> faults =
        faults(
            """
            - {name: encoder, type: lstm, units: 3, return_state: true}
            - {name: decoder, type: lstm, units: 3, inputs: [input, encoder/state_h, encoder/state]}
            """);
    assertTrue(
        faults
            .get(0)
            .contains(
                "reads 'encoder/state', but 'encoder' gives out 'encoder/state_c', 'encoder/state_h'"),
        faults.get(0));
  }
}
