package dev.nn.core.train;

import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Port;
import dev.nn.api.data.Dataset;
import dev.nn.core.network.NetworkWriter;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * One training step for one batch size: everything looked up beforehand, nothing allocated while it
 * runs.
 */
final class StepProgram {
  private final String planKey;
  private final Executable executable;
  private final LongToDoubleFunction learningRate;
  private final Port[] scalarPorts;
  private final HostScalar[] scalars;
  private final Port randomKey;
  private final int[] key = new int[2];
  private final Port loss;
  private Port[] batchPorts;

  /**
   * @param learningRate of a step, counted from 1
   */
  StepProgram(
      String planKey,
      Executable executable,
      TrainingGraph graph,
      LongToDoubleFunction learningRate,
      long seed) {
    this.planKey = planKey;
    List<HostScalar> scalars = graph.scalars();
    this.executable = executable;
    this.learningRate = learningRate;
    this.scalars = scalars.toArray(HostScalar[]::new);
    this.scalarPorts =
        scalars.stream().map(scalar -> executable.input(scalar.input())).toArray(Port[]::new);
    this.randomKey =
        graph.graph().hasInput(NetworkWriter.RANDOM_KEY)
            ? executable.input(NetworkWriter.RANDOM_KEY)
            : null;
    this.key[0] = seedBits(seed);
    this.loss = executable.output(TrainingGraph.LOSS);
  }

  /** A run's seed as the 32 bits that random ops take. */
  static int seedBits(long seed) {
    return (int) (seed ^ (seed >>> 32));
  }

  /**
   * Runs the step on a gathered batch.
   *
   * @param step from 1
   * @return the loss before the update
   */
  double run(Batch batch, long step) {
    if (batchPorts == null) {
      batchPorts = batch.ports(executable);
    }
    batch.writeTo(batchPorts);
    return run(step);
  }

  /** The same on a data set that is the batch. */
  double run(Dataset batch, long step) {
    write(batch, executable);
    return run(step);
  }

  /** Writes a data set that is the batch. */
  static void write(Dataset batch, Executable executable) {
    batch.inputs().forEach((name, tensor) -> executable.input(name).write(tensor));
    batch
        .targets()
        .forEach((name, tensor) -> executable.input(TrainingGraph.TARGET + name).write(tensor));
    batch
        .sampleWeights()
        .ifPresent(weights -> executable.input(TrainingGraph.SAMPLE_WEIGHT).write(weights));
  }

  private double run(long step) {
    double rate = learningRate.applyAsDouble(step);
    for (int i = 0; i < scalars.length; i++) {
      scalarPorts[i].item(scalars[i].value().at(step, rate));
    }
    if (randomKey != null) {
      key[1] = (int) step;
      randomKey.write(key, 0);
    }
    executable.run();
    return loss.item();
  }

  /** Under which the model keeps the executable. */
  String planKey() {
    return planKey;
  }

  Executable executable() {
    return executable;
  }
}
