package dev.nn.config;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.nn.api.backend.Backend;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.PreparedData;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.core.network.Network;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingOptions;
import java.util.List;

/**
 * The parts of an experiment. Data, network and backend are made when first asked for, each once.
 */
final class ExperimentModule extends AbstractModule {
  private final Experiment experiment;

  ExperimentModule(Experiment experiment) {
    this.experiment = experiment;
  }

  @Override
  protected void configure() {
    bind(Experiment.class).toInstance(experiment);
    bind(ExperimentSpec.class).toInstance(experiment.spec());
    bind(DataSource.class).toInstance(experiment.spec().data());
    bind(Optimizer.class).toInstance(experiment.spec().optimizer());
    bind(TrainingOptions.class)
        .toInstance(experiment.spec().train().options(experiment.spec().seed()));
  }

  @Provides
  List<Callback> callbacks() {
    return experiment.spec().callbacks();
  }

  @Provides
  @Singleton
  PreparedData data() {
    return experiment.loadData();
  }

  @Provides
  @Singleton
  Assembly assembly(PreparedData data) {
    return experiment.assemble(data);
  }

  @Provides
  Network network(Assembly assembly) {
    return assembly.network();
  }

  @Provides
  List<Objective> objectives(Assembly assembly) {
    return assembly.objectives();
  }

  @Provides
  @Singleton
  Backend backend() {
    return experiment.openBackend();
  }
}
