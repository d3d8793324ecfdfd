package dev.nn.config;

import static dev.nn.config.Configs.GOOD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.LayerSpec;
import dev.nn.config.spec.OutputSpec;
import dev.nn.config.spec.TrainSpec.Precision;
import dev.nn.core.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a config means. */
class GoodConfigsTest {
  @TempDir Path folder;
  private Configs configs;

  @BeforeEach
  void setUp() {
    configs = new Configs(folder);
  }

  private List<LayerSpec> layers(String... layers) {
    return configs
        .load(
            """
            data: {type: table, path: a.csv}
            model: {layers: [%s]}
            loss: cl
            optimizer: sgd
            """
                .formatted(String.join(", ", layers)))
        .spec()
        .model()
        .layers();
  }

  private static int units(ExperimentSpec spec, int layer) {
    return ((TestParts.Dense) spec.model().layers().get(layer).layer()).units();
  }

  @Test
  void what_is_left_out_has_its_default() {
    ExperimentSpec spec = configs.load(GOOD).spec();
    assertEquals("x", spec.name());
    assertEquals(42, spec.seed());
    assertEquals(32, spec.train().batchSize());
    assertEquals(Precision.FLOAT32, spec.train().dtype());
    assertEquals("nd4j", spec.backend().type());
    assertEquals(List.of(), spec.callbacks());
    assertEquals(
        new TestParts.Dense(10, new TestParts.Softmax(-1), true, new TestParts.GlorotUniform()),
        spec.model().layers().get(1).layer());
    assertEquals(List.of("input"), spec.model().layers().get(0).inputs());
    assertEquals(List.of("hidden"), spec.model().layers().get(1).inputs());
    assertEquals(
        List.of(
            new OutputSpec(
                "digit",
                Optional.empty(),
                new TestParts.ClassLoss(),
                1,
                Map.of("accuracy", new TestParts.Accuracy(1)))),
        spec.model().outputs());
    assertEquals(0.1, spec.optimizer().learningRate().at(0));
  }

  @Test
  void layers_without_a_name_are_called_as_in_keras() {
    assertEquals(
        List.of("dense", "dense_1", "dense_3", "dense_2"),
        layers(
                "{type: dense, units: 1}",
                "{type: fully_connected, units: 1}",
                "{type: dense, units: 1, name: dense_3}",
                "{type: dense, units: 10}")
            .stream()
            .map(LayerSpec::name)
            .toList());
  }

  @Test
  void layers_may_be_written_in_any_order() {
    assertEquals(
        List.of("a", "b", "join", "last"),
        layers(
                "{name: join, type: concatenate, inputs: [a, b]}",
                "{name: a, type: dense, units: 3, inputs: input}",
                "{name: b, type: dense, units: 3, inputs: [input]}",
                "{name: last, type: dense, units: 10, inputs: join, trainable: false}")
            .stream()
            .map(LayerSpec::name)
            .toList());
  }

  @Test
  void input_layers_declare_inputs() {
    ExperimentSpec spec =
        configs
            .load(GOOD.replace("layers:\n", "layers:\n    - {type: input, name: x, shape: 4}\n"))
            .spec();
    assertEquals("x", spec.model().inputs().get(0).name());
    assertEquals(Optional.of(List.of(4)), spec.model().inputs().get(0).shape());
    assertEquals(List.of("x"), spec.model().layers().get(0).inputs());
  }

  @Test
  void variables_take_the_type_of_their_value() {
    ExperimentSpec spec =
        configs
            .load(
                """
                vars: {hidden: 64, half: "${vars.hidden / 2}", act: {type: softmax, axis: 1}, sizes: [7, 8]}
                name: run-${vars.hidden}
                data: {type: table, path: "${env.ROOT:-data}/a.csv"}
                model:
                  layers:
                    - {type: dense, units: "${vars.half * (1 + 2) - 1}", activation: "${vars.act}"}
                    - {type: dense, units: "${vars.sizes.1}"}
                loss: cl
                optimizer: {type: sgd, lr: "${env.RATE}"}
                """,
                Map.of("RATE", "1e-3"))
            .spec();
    assertEquals(95, units(spec, 0));
    assertEquals(8, units(spec, 1));
    assertEquals("run-64", spec.name());
    assertEquals(0.001, spec.optimizer().learningRate().at(0));
    assertEquals(Path.of("data/a.csv"), ((TestParts.Table) spec.data()).path());
  }

  @Test
  void a_child_is_merged_over_its_parents() {
    configs.write("base/a.yaml", GOOD + "seed: 1\n");
    configs.write("base/b.yaml", "seed: 2\noptimizer: {type: adam}\ncallbacks: [early_stopping]\n");
    ExperimentSpec spec =
        configs
            .load(
                "extends: [base/a.yaml, base/b.yaml]\nmodel: {layers: [{type: dense, units: 10}]}\n"
                    + "train: {batch_size: 8}\n")
            .spec();
    assertEquals(2, spec.seed());
    assertEquals(1, spec.model().layers().size());
    assertEquals(2, spec.train().epochs());
    assertEquals(8, spec.train().batchSize());
    // Another type replaces the whole: sgd's learning rate is not adam's.
    assertEquals(0.001, spec.optimizer().learningRate().at(0));
    assertEquals(1, spec.callbacks().size());
    // A path is relative to the file that it is written in.
    assertEquals(Path.of("base/a.csv"), ((TestParts.Table) spec.data()).path());
  }

  @Test
  void settings_reach_keys_indices_and_names_and_come_before_variables() {
    ExperimentSpec spec =
        configs
            .load(
                "vars: {n: 3}\n"
                    + GOOD.replace("units: 64", "units: \"${vars.n}\"")
                    + "backend: nd4j\n",
                "vars.n=5",
                "model.layers.1.units=11",
                "model.layers.digit.activation={type: softmax, axis: 2}",
                "optimizer.lr=0.5",
                "train.batch_size=${vars.n}",
                "backend.threads=2",
                "callbacks=[{type: early_stopping, patience: 3}]")
            .spec();
    assertEquals(5, units(spec, 0));
    assertEquals(11, units(spec, 1));
    assertEquals(0.5, spec.optimizer().learningRate().at(0));
    assertEquals(5, spec.train().batchSize());
    assertEquals(2, spec.backend().threads());
    assertEquals(List.of(new TestParts.EarlyStopping("val_loss", 3)), spec.callbacks());
  }

  @Test
  void merge_keys_and_anchors_work() {
    ExperimentSpec spec =
        configs
            .load(
                GOOD.replace("- {name: hidden, type: dense", "- &h {name: hidden, type: dense")
                    .replace(
                        "{name: digit, type: dense, units: 10", "{<<: *h, name: digit, units: 10"))
            .spec();
    assertEquals(10, units(spec, 1));
  }

  @Test
  void texts_are_not_guessed_to_be_something_else() {
    ExperimentSpec spec =
        configs.load(GOOD + "callbacks: [{type: early_stopping, monitor: no}]\n").spec();
    assertEquals(List.of(new TestParts.EarlyStopping("no", 0)), spec.callbacks());
  }

  @Test
  void spec_and_data_make_a_network() {
    Experiment experiment = configs.load(GOOD);
    Assembly assembly = experiment.injector().getInstance(Assembly.class);
    assertSame(assembly.network(), experiment.injector().getInstance(Network.class));
    assertEquals(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT32, Shape.of(4)))),
        assembly.network().inputs());
    assertEquals(List.of("digit"), assembly.network().outputs());
    assertEquals("output", assembly.objectives().get(0).target());
  }

  @Test
  void the_network_calls_its_only_input_as_the_data_do() {
    Experiment experiment =
        configs.load(GOOD.replace("layers:\n", "layers:\n    - {type: input, name: pixels}\n"));
    Network network = experiment.assemble(experiment.loadData()).network();
    assertEquals("input", network.inputs().get(0).name());
    assertEquals(List.of("input"), network.layers().get(0).inputs());
  }

  @Test
  void paths_are_rewritten_for_another_folder() {
    Experiment experiment = configs.load(GOOD);
    String text = experiment.render(folder.resolve("runs/x-1"));
    Experiment again = TestParts.loader().load(configs.write("runs/x-1/config.yaml", text));
    assertEquals(Path.of("../../a.csv"), ((TestParts.Table) again.spec().data()).path());
  }

  @Test
  void validation_starts_no_backend_and_an_application_can_bind_its_own() {
    BackendProvider provider =
        new BackendProvider() {
          @Override
          public String name() {
            return "mine";
          }

          @Override
          public List<String> aliases() {
            return List.of("my");
          }

          @Override
          public Backend open(Options options) {
            throw new BackendException("opened with " + options.threads());
          }
        };
    ExperimentLoader loader =
        TestParts.loader(
            new AbstractModule() {
              @Override
              protected void configure() {
                Multibinder.newSetBinder(binder(), BackendProvider.class)
                    .addBinding()
                    .toInstance(provider);
              }
            });
    Experiment experiment =
        loader.parse(
            Configs.GOOD + "backend: {type: my, threads: 3}", folder.resolve("x.yaml"), List.of());
    assertEquals("mine", experiment.spec().backend().type());
    assertEquals(
        "opened with 3",
        assertThrows(BackendException.class, experiment::openBackend).getMessage());
  }
}
