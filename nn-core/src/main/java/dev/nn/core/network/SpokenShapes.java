package dev.nn.core.network;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shapes as people speak of them: {@code [batch, 64]}. A graph has some batch size, of which the
 * user has never heard.
 */
public final class SpokenShapes {
  private SpokenShapes() {}

  /** The type of a value; numbers are taken for granted, {@code int32[batch, 10]} are not. */
  public static String of(TensorType type) {
    return of(type, type.shape().rank() == 0 ? type.shape() : type.shape().withoutBatch());
  }

  /** The type of what one example of a batch is. */
  public static String ofExample(TensorType example) {
    return of(example, example.shape());
  }

  private static String of(TensorType type, Shape example) {
    List<String> sizes = new ArrayList<>(List.of("batch"));
    example.toList().forEach(size -> sizes.add(size.toString()));
    return (type.dtype().isFloating() ? "" : type.dtype().toString())
        + "["
        + String.join(", ", sizes)
        + "]";
  }

  /** The types of several values. */
  static String of(List<Value> values) {
    return values.stream().map(value -> of(value.type())).collect(Collectors.joining(" and "));
  }

  /** A message in which the shapes of the inputs have the batch by name. */
  static String in(String message, List<Value> inputs) {
    String spoken = message;
    for (Value input : inputs) {
      Shape shape = input.shape();
      if (shape.rank() > 0) {
        // A message that begins with a shape is about one that the layer would make.
        spoken = spoken.replaceFirst("^shape \\[" + shape.size(0) + "(?=[,\\]])", "shape [batch");
      }
      if (shape.rank() > 0) {
        spoken = spoken.replace(shape.toString(), of(new TensorType(DataType.FLOAT32, shape)));
      }
    }
    return spoken;
  }
}
