package dev.nn.config;

import static dev.nn.config.Configs.GOOD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Fix;
import dev.nn.config.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How mistakes reach the caller; what is said of each, {@link BrokenConfigsTest} shows. */
class BadConfigsTest {
  @TempDir Path folder;
  private Configs configs;

  @BeforeEach
  void setUp() {
    configs = new Configs(folder);
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
  void an_error_carries_the_change_that_takes_it_away() {
    Problem problem = configs.problem(GOOD.replace("units: 64", "unit: 64"));
    Fix fix = problem.fix().orElseThrow();
    assertEquals("units", fix.replacement());
    assertEquals(problem.origin().orElseThrow(), fix.place());
  }

  @Test
  void loading_throws_all_errors_in_the_order_of_their_places() {
    assertEquals(
        List.of(
            "1:26 'path' in data source 'table' has no value",
            "4:50 there is no variable 'vars.x'",
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
  void shapes_that_are_stated_are_checked_without_data_and_beside_other_mistakes() {
    String stated = GOOD.replace("model:\n", "model:\n  inputs: [{name: input, shape: [3, 3]}]\n");
    assertEquals(
        List.of(Code.LAYER_DOES_NOT_FIT, Code.UNKNOWN_TYPE),
        configs.problems(stated.replace("sgd", "sdg")).stream().map(Problem::code).toList());
  }

  @Test
  void what_does_not_fit_the_data_is_thrown_when_they_are_there() {
    Experiment experiment = configs.load(GOOD.replace("units: 10", "units: 9"));
    ConfigException e =
        assertThrows(ConfigException.class, () -> experiment.assemble(experiment.loadData()));
    assertEquals(
        "5:41 the data have 10 classes (0 … 9); this layer has 9 units",
        Configs.show(e.problems().get(0)));
  }

  @Test
  void a_config_that_does_not_exist_is_named() {
    configs.write("some.yaml", GOOD);
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> TestParts.loader().load(folder.resolve("sme.yaml")));
    assertTrue(e.getMessage().contains("no such file: " + folder.resolve("sme.yaml")));
    assertTrue(e.getMessage().contains("did you mean '" + folder.resolve("some.yaml") + "'?"));
  }

  @Test
  void the_standard_backend_need_not_be_installed_until_it_is_opened() {
    Experiment experiment = configs.load(GOOD + "backend: nd4j\n");
    ConfigException e = assertThrows(ConfigException.class, experiment::openBackend);
    assertEquals(Code.BACKEND_NOT_INSTALLED, e.problems().get(0).code());
    assertEquals(
        "10:10 the backend 'nd4j' is not on the class path", Configs.show(e.problems().get(0)));
  }
}
