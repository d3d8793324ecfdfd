package dev.nn.cli;

import dev.nn.api.data.DataException;
import dev.nn.api.data.PreparedData;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.config.problem.ConfigException;
import dev.nn.core.model.ModelFile;
import dev.nn.core.model.ModelFileException;
import dev.nn.core.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A model file that was read.
 *
 * @param file where it lies
 * @param experiment its config; relative paths start from the file's folder
 * @param description of the data it was trained on
 * @param weights its weights
 */
record TrainedModel(
    Path file, Experiment experiment, DataDescription description, Weights weights) {

  /**
   * Reads a model file, or that of a run.
   *
   * @param settings applied over its config
   * @throws ModelFileException if it is damaged or no model file
   * @throws ConfigException if a setting is wrong
   */
  static TrainedModel read(Path modelOrRun, List<String> settings) throws IOException {
    Path path = RunDirectory.modelFile(modelOrRun);
    ModelFile file = ModelFile.read(path);
    Path config = path.toAbsolutePath().resolveSibling(path.getFileName() + "!config.yaml");
    Experiment experiment = ExperimentLoader.create().parse(file.config(), config, settings);
    try {
      DataDescription description = DataDescription.fromJson(file.preprocessing());
      return new TrainedModel(path, experiment, description, file.weights());
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(path, "damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Puts the model on its backend.
   *
   * @param data those of its config, or a placeholder
   * @throws ModelFileException if the weights are not those of the config's network
   */
  Session open(PreparedData data) throws IOException {
    Session session = Session.open(experiment, data);
    try {
      Set<String> expected = session.trainer().model().weights().values().keySet();
      if (!expected.equals(weights.values().keySet())) {
        throw new IllegalArgumentException(
            "expected the weights " + expected + ", found " + weights.values().keySet());
      }
      session.trainer().model().restore(weights);
      return session;
    } catch (IllegalArgumentException e) {
      session.close();
      throw new ModelFileException(file, "its weights do not fit its config: " + e.getMessage(), e);
    }
  }

  /** Stands for the data where only the model is needed. */
  PreparedData placeholder() throws IOException {
    try {
      return description.placeholder();
    } catch (DataException | IllegalArgumentException e) {
      throw new ModelFileException(file, "damaged: " + e.getMessage(), e);
    }
  }
}
