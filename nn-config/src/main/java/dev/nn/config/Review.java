package dev.nn.config;

import dev.nn.api.data.PreparedData;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.internal.check.Wiring;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.internal.warning.Warnings;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.LayerSpec;
import dev.nn.core.network.Network;
import java.util.List;

/** Looks for what is probably not meant in one config, which has no errors. */
final class Review {
  private final ExperimentSpec spec;
  private final Places places;
  private final Registries registries;
  private final Warnings warnings = new Warnings();

  Review(ExperimentSpec spec, Places places, Registries registries) {
    this.spec = spec;
    this.places = places;
    this.registries = registries;
  }

  /**
   * Without data.
   *
   * @param written as it was read
   * @param set with the settings of the command line
   */
  void config(ConfigNode.Mapping written, ConfigNode.Mapping set, Problems problems) {
    warnings.ofText(written, set, problems::add);
    List<Network.Node> layers = spec.model().layers().stream().map(LayerSpec::node).toList();
    warnings.ofConfig(setup(layers), problems::add);
  }

  /** With data and the network that was made for them. */
  void data(PreparedData data, Assembly assembly, Problems problems) {
    Setup setup = setup(assembly.network().layers());
    warnings.ofData(new Prepared(setup, data, assembly.objectives()), problems::add);
  }

  private Setup setup(List<Network.Node> layers) {
    return new Setup(spec, Wiring.of(layers), places, registries);
  }
}
