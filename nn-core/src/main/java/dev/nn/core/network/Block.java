package dev.nn.core.network;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
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
 * @param inputNames names by which its layers read what the block reads, in order
 * @param layers written as those of the model; here sorted, each after what it reads
 * @param output name of the layer whose output is the block's
 */
@Type(value = Block.TYPE, aliases = "model")
@Doc("layers as one layer: in a row, or a DAG that reads input_names and gives out one of them")
public record Block(
    @Doc("names by which its layers read what it reads; default: input") List<String> inputNames,
    @Doc("its layers, as in the model") List<Network.Node> layers,
    @Doc("layer whose output is the block's; default: the last") String output)
    implements MergeLayer {
  /** The name in configs. */
  public static final String TYPE = "sequential";

  /**
   * Copies the lists.
   *
   * @throws NetworkException if a name occurs twice or names something that does not come before it
   */
  public Block {
    inputNames = List.copyOf(inputNames);
    layers = List.copyOf(layers);
    Set<String> known = new HashSet<>(inputNames);
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
    if (given.size() != inputNames.size()) {
      throw new ShapeException(
          ShapeException.Kind.COUNT,
          "takes %d %s (%s), not %d"
              .formatted(
                  inputNames.size(),
                  inputNames.size() == 1 ? "input" : "inputs",
                  String.join(", ", inputNames),
                  given.size()));
    }
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < inputNames.size(); i++) {
      values.put(inputNames.get(i), given.get(i));
    }
    ((Scope) scope).write(layers, values);
    if (!values.containsKey(output)) {
      throw new UnknownValue();
    }
    return values.get(output);
  }
}
