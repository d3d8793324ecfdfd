package dev.nn.cli;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.config.Session;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.train.Objective;

/**
 * What an output is.
 *
 * @param logits whether it is scores yet to become probabilities
 * @param example its shape for one example
 */
record OutputReading(boolean logits, Shape example) {

  /** As the model computes it when it predicts. */
  static OutputReading of(Session session, Objective objective) {
    Value output =
        new NetworkWriter(new GraphBuilder(), session.trainer().model().dtype(), false)
            .write(session.assembly().network(), 1)
            .values()
            .get(objective.output());
    return new OutputReading(objective.loss().readsLogits(output), output.shape().withoutBatch());
  }
}
