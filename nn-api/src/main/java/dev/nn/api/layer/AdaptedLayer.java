package dev.nn.api.layer;

import dev.nn.api.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * A layer with states that follow from the training data, such as means or a vocabulary: before the
 * first step of a training run it sees all that it will read, once.
 */
public interface AdaptedLayer extends Layer {
  /** A fresh look at the data; empty if the layer's keys already say everything. */
  Optional<Adaptation> adaptation();

  /** What has been seen so far. */
  interface Adaptation {
    /** Takes in a batch of what the layer reads, {@code [batch, ...]}. */
    void see(Tensor x);

    /** Values of states, by the names under which the layer asks for them. */
    Map<String, Tensor> states();
  }
}
