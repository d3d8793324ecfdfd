package dev.nn.core.check;

import dev.nn.api.data.Dataset;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What has a gradient in a training step, and what has none.
 *
 * @param checked names of inputs and parameters with a gradient, in order
 * @param unchecked all others, and why
 */
record CheckedTensors(List<String> checked, List<Unchecked> unchecked) {
  static CheckedTensors of(Trainer trainer, NetworkWriter.Forward forward, Dataset batch) {
    List<String> checked = new ArrayList<>();
    List<Unchecked> unchecked = new ArrayList<>();
    for (Map.Entry<String, Tensor> input : batch.inputs().entrySet()) {
      if (input.getValue().dtype().isFloating()) {
        checked.add(input.getKey());
      } else {
        unchecked.add(
            new Unchecked(
                input.getKey(),
                "an input of type " + input.getValue().dtype() + " has no gradient"));
      }
    }
    for (Declared declared : forward.variables()) {
      Variable variable = declared.variable();
      if (trainer.moves(variable)) {
        checked.add(variable.variable());
      } else {
        unchecked.add(new Unchecked(variable.variable(), reason(variable.role())));
      }
    }
    return new CheckedTensors(checked, unchecked);
  }

  private static String reason(Variable.Role role) {
    return switch (role) {
      case FROZEN -> "frozen by 'trainable: false'";
      case PARAMETER -> "frozen by a learning rate multiplier of 0";
      case STATE, OPTIMIZER -> "a state, set by the forward pass and not by its gradient";
    };
  }
}
