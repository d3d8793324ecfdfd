package dev.nn.cli;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.OpSupport;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.config.Assembly;
import dev.nn.config.Experiment;
import dev.nn.config.registry.Backends;
import dev.nn.core.inspect.Stages;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The first training step of an experiment, planned as it would be for training. */
final class TrainingStages {
  private final Experiment experiment;
  private final Backends backends;
  private final PreparedData data;
  private final Assembly assembly;

  TrainingStages(Experiment experiment, Backends backends, PreparedData data, Assembly assembly) {
    this.experiment = experiment;
    this.backends = backends;
    this.data = data;
    this.assembly = assembly;
  }

  /** Examples in the first step. */
  int batch() {
    return Math.min(experiment.spec().train().batchSize(), data.train().size());
  }

  /** The stages of a step with so many examples. */
  Stages of(int batch) {
    Optional<BackendProvider> provider = backends.find(experiment.spec().backend().type());
    if (provider.isEmpty()) {
      // Not installed, so the network is planned as for one that can run everything in one piece.
      return Stages.of(graph(batch), (op, inputs) -> true);
    }
    Optional<OpSupport> support = provider.get().support();
    if (support.isPresent()) {
      return Stages.of(graph(batch), support.get());
    }
    try (Backend backend = experiment.openBackend()) {
      return Stages.of(graph(batch), backend);
    }
  }

  private TrainingGraph graph(int batch) {
    Map<String, TensorType> targets = new LinkedHashMap<>();
    for (Objective objective : assembly.objectives()) {
      Tensor target = data.train().targets().get(objective.target());
      targets.put(objective.target(), target.type().withShape(target.shape().withoutBatch()));
    }
    return TrainingGraph.write(
        assembly.network(),
        assembly.objectives(),
        targets,
        experiment.spec().optimizer(),
        experiment.spec().train().dtype().dataType(),
        batch,
        data.train().sampleWeights().isPresent());
  }
}
