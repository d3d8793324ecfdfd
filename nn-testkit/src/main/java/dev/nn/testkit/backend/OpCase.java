package dev.nn.testkit.backend;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One op on given values.
 *
 * @param op what is tested
 * @param inputs on what; reversed they must be legal too
 * @param note what is special about the values; empty if nothing
 * @param exact whether not a bit may differ: the op only moves or chooses numbers
 */
record OpCase(Op op, List<Tensor> inputs, String note, boolean exact) {
  /** Layer path of the op in {@link #graph}. */
  static final String PATH = "block/case";

  static OpCase of(Op op, Tensor... inputs) {
    return new OpCase(op, List.of(inputs), "", false);
  }

  OpCase note(String note) {
    return new OpCase(op, inputs, note, exact);
  }

  OpCase exactly() {
    return new OpCase(op, inputs, note, true);
  }

  /** The op alone: inputs {@code x0, x1, …}, outputs {@code y0, y1, …}. */
  Graph graph() {
    GraphBuilder builder = new GraphBuilder();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.add(builder.emit(new Input("x" + i, inputs.get(i).type())));
    }
    List<Value> results = builder.within(PATH, () -> builder.emit(op, values));
    for (int i = 0; i < results.size(); i++) {
      builder.output("y" + i, results.get(i));
    }
    return builder.build();
  }

  /** The inputs by name. */
  Map<String, Tensor> named() {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      named.put("x" + i, inputs.get(i));
    }
    return named;
  }

  /** The same op on the same values from last to first. */
  OpCase reversed() {
    return new OpCase(op, inputs.stream().map(Samples::reversed).toList(), note, exact);
  }

  /** Such as {@code reduce_sum: float32[7] Reduce[reduction=sum, axes=[0], keepDims=true]}. */
  @Override
  public String toString() {
    boolean plain = op instanceof Fused || op.toString().endsWith("[]");
    return op.name()
        + inputs.stream()
            .map(input -> input.type().toString())
            .collect(Collectors.joining(", ", ": ", ""))
        + (plain ? "" : " " + op)
        + (note.isEmpty() ? "" : " (" + note + ")");
  }
}
