package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * The number of the row of a table that equals a token, −1 if none does; the first if several do.
 * Shapes: int32 tokens [..., width], table of floating numbers [rows, width] → int32 [...]. Only
 * rows before the first that begins with a negative number are looked at.
 */
public record VocabularyLookup() implements Op {
  @Override
  public String name() {
    return "vocabulary_lookup";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    TensorType tokens = inputs.get(0);
    TensorType table = inputs.get(1);
    if (tokens.dtype() != DataType.INT32
        || !table.dtype().isFloating()
        || table.shape().rank() != 2
        || tokens.shape().rank() < 1
        || tokens.shape().size(-1) != table.shape().size(1)) {
      throw new ShapeException(
          "vocabulary_lookup needs int32 tokens [..., width] and a floating table [rows, width], not "
              + tokens
              + " and "
              + table);
    }
    return List.of(tokens.withShape(tokens.shape().subshape(0, tokens.shape().rank() - 1)));
  }
}
