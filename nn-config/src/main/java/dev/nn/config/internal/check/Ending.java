package dev.nn.config.internal.check;

import dev.nn.api.layer.Activation;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.core.activations.Linear;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Softmax;
import dev.nn.core.layers.Dense;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last function that the values of a layer went through.
 *
 * @param part the layer that applied it; dropout and layers that only rearrange are looked through
 * @param activation the function
 */
public record Ending(Part part, Activation activation) {
  /** Of a layer; empty if it is not known. */
  public static Optional<Ending> of(Wiring wiring, Part part) {
    if (LayerKinds.isRandom(part.layer()) || LayerKinds.keepsValues(part.layer())) {
      return part.inputs().size() == 1
          ? wiring.part(part.inputs().get(0)).flatMap(before -> of(wiring, before))
          : Optional.empty();
    }
    return LayerKinds.activation(part.layer()).map(activation -> new Ending(part, activation));
  }

  /** Whether it is one of these functions. */
  public boolean is(Class<? extends Activation> type) {
    return type.isInstance(activation);
  }

  /** Whether it makes probabilities: of classes of which one is right, or of each by itself. */
  public boolean makesProbabilities() {
    return is(Softmax.class) || is(Sigmoid.class);
  }

  /** Whether there is no function, so that a value can be anything. */
  public boolean isLinear() {
    return is(Linear.class);
  }

  /** Between which numbers the values lie. */
  public Reach reach() {
    return Reach.of(activation);
  }

  /** How many numbers there are for each example; empty if the layer does not say. */
  public OptionalInt units(Wiring wiring) {
    Optional<Part> at = Optional.of(part);
    while (at.isPresent()) {
      if (at.get().layer() instanceof Dense dense) {
        return OptionalInt.of(dense.units());
      }
      boolean keeps = LayerKinds.activation(at.get().layer()).isPresent();
      at =
          keeps && at.get().inputs().size() == 1
              ? wiring.part(at.get().inputs().get(0))
              : Optional.empty();
    }
    return OptionalInt.empty();
  }
}
