package dev.nn.cli;

import dev.nn.api.backend.Backend;
import dev.nn.api.data.PreparedData;
import dev.nn.config.Assembly;
import dev.nn.config.Experiment;
import dev.nn.config.problem.ConfigException;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;

/**
 * A config at work: data in memory, the model on a backend.
 *
 * @param experiment what the config says
 * @param data prepared, or a placeholder for them
 * @param assembly network and objectives
 * @param backend where the model is
 * @param trainer the model and its training
 */
record Session(
    Experiment experiment, PreparedData data, Assembly assembly, Backend backend, Trainer trainer)
    implements AutoCloseable {

  /**
   * Builds the network and puts it on the backend, with fresh weights.
   *
   * @throws ConfigException if data, layers and losses do not fit each other
   */
  static Session open(Experiment experiment, PreparedData data) {
    Assembly assembly = experiment.assemble(data);
    TrainingOptions options = experiment.spec().train().options(experiment.spec().seed());
    Backend backend = experiment.openBackend();
    try {
      Trainer trainer =
          new Trainer(
              assembly.network(),
              assembly.objectives(),
              experiment.spec().optimizer(),
              options,
              experiment.spec().train().dtype().dataType(),
              backend,
              data.train());
      return new Session(experiment, data, assembly, backend, trainer);
    } catch (RuntimeException | Error e) {
      backend.close();
      throw e;
    }
  }

  @Override
  public void close() {
    trainer.close();
    backend.close();
  }
}
