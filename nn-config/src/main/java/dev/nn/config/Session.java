package dev.nn.config;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.DataType;
import dev.nn.api.train.Callback;
import dev.nn.config.problem.ConfigException;
import dev.nn.core.model.Model;
import dev.nn.core.train.EvaluationResult;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import dev.nn.core.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A config at work: data in memory, the model on a backend.
 *
 * <pre>{@code
 * Experiment experiment = ExperimentLoader.create().load(Path.of("configs/digits.yaml"));
 * try (Session session = Session.open(experiment)) {
 *   session.train();
 *   System.out.println(session.test().orElseThrow().logs());
 * }
 * }</pre>
 *
 * @param experiment what the config says
 * @param data read, split and prepared
 * @param assembly network and objectives
 * @param backend where the model is
 * @param trainer the model and its training
 */
public record Session(
    Experiment experiment, PreparedData data, Assembly assembly, Backend backend, Trainer trainer)
    implements AutoCloseable {

  /**
   * Reads the data, builds the network and puts it on the backend, with fresh weights.
   *
   * @throws ConfigException if data, layers and losses do not fit each other
   * @throws dev.nn.api.data.DataException if a data file is at fault
   * @throws dev.nn.api.backend.BackendException if the backend cannot run here
   */
  public static Session open(Experiment experiment) {
    return open(experiment, experiment.loadData());
  }

  /** As above, with data that are already there. */
  public static Session open(Experiment experiment, PreparedData data) {
    return open(
        experiment,
        data,
        experiment.spec().train().dtype().dataType(),
        experiment.backendProvider());
  }

  /**
   * As above, with another type of numbers and another backend than the config says: for checks.
   *
   * @param dtype of parameters and activations
   * @param provider of the backend, which gets the config's number of threads
   */
  public static Session open(
      Experiment experiment, PreparedData data, DataType dtype, BackendProvider provider) {
    Assembly assembly = experiment.assemble(data);
    TrainingOptions options = experiment.spec().train().options(experiment.spec().seed());
    Backend backend = provider.open(experiment.spec().backend().options());
    try {
      Trainer trainer =
          new Trainer(
              assembly.network(),
              assembly.objectives(),
              experiment.spec().optimizer(),
              options,
              dtype,
              backend,
              data.train());
      return new Session(experiment, data, assembly, backend, trainer);
    } catch (RuntimeException | Error e) {
      backend.close();
      throw e;
    }
  }

  /** The model being trained. */
  public Model model() {
    return trainer.model();
  }

  /**
   * Trains as the config says.
   *
   * @param callbacks called after the config's own
   * @throws dev.nn.core.train.DivergedException if the loss is no longer finite
   */
  public TrainingResult train(Callback... callbacks) {
    List<Callback> all = new ArrayList<>(experiment.spec().callbacks());
    all.addAll(List.of(callbacks));
    return trainer.fit(data.train(), data.validation(), all);
  }

  /** Loss and metrics on the test part; empty if the data have none. */
  public Optional<EvaluationResult> test() {
    return data.test().map(trainer::evaluate);
  }

  @Override
  public void close() {
    trainer.close();
    backend.close();
  }
}
