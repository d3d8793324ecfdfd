package dev.nn.core.network;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.tensor.ShapeException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layers in a DAG, as one layer. Their parameters lie below the block's path. Shapes: as its layers
 * say.
 *
 * @param inputs names by which its layers read what the block reads, in order
 * @param layers in an order in which each comes after what it reads
 * @param output name of the layer whose output is the block's
 */
public record Block(List<String> inputs, List<Network.Node> layers, String output)
    implements MergeLayer {
  /**
   * Copies the lists.
   *
   * @throws NetworkException if a name occurs twice or names something that does not come before it
   */
  public Block {
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    Set<String> known = new HashSet<>(inputs);
    Network.check(layers, known);
    if (!known.contains(output)) {
      throw new NetworkException(output, "is the block's output, but there is no such layer");
    }
  }

  /**
   * @throws ShapeException if the number of inputs is not that of the block
   * @throws NetworkException naming the layer inside whose input does not fit
   */
  @Override
  public Value apply(LayerScope scope, List<Value> given) {
    if (given.size() != inputs.size()) {
      throw new ShapeException(
          "takes %d inputs (%s), not %d"
              .formatted(inputs.size(), String.join(", ", inputs), given.size()));
    }
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(inputs.get(i), given.get(i));
    }
    ((Scope) scope).write(layers, values);
    return values.get(output);
  }
}
