package dev.nn.config;

import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Gather;
import dev.nn.api.op.Input;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether layers that look up rows by index are given indices of their rows; seen where they read
 * the data without computing anything from them. The others fail at run time.
 */
final class IndexChecks {
  private final Places places;
  private final Problems problems;

  IndexChecks(Places places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  /**
   * @param values of the layers, all of one graph
   */
  void check(Collection<Value> values, PreparedData data) {
    if (values.isEmpty()) {
      return;
    }
    Graph graph = values.iterator().next().builder().build();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Gather) {
        int rows = graph.type(node.inputs().get(0)).shape().size(0);
        input(graph, node.inputs().get(1))
            .flatMap(name -> wrong(node.path(), name, rows, data))
            .ifPresent(problems::add);
      }
    }
  }

  /** The input that indices are taken from as they are. */
  private static Optional<String> input(Graph graph, Ref indices) {
    Ref at = indices;
    while (true) {
      Node node = graph.node(at);
      Op op = node.op();
      if (op instanceof Input input) {
        return Optional.of(input.input());
      }
      if (!(op instanceof Cast || op instanceof Reshape || op instanceof Transpose)) {
        return Optional.empty();
      }
      at = node.inputs().get(0);
    }
  }

  private Optional<Problem> wrong(String path, String input, int rows, PreparedData data) {
    return Stream.of(Optional.of(data.train()), data.validation(), data.test())
        .flatMap(Optional::stream)
        .map(Dataset::inputs)
        .flatMap(inputs -> Optional.ofNullable(inputs.get(input)).stream())
        .flatMap(tensor -> wrong(path, input, rows, tensor).stream())
        .findFirst();
  }

  private Optional<Problem> wrong(String path, String input, int rows, Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      double value = tensor.get(i);
      if (value != Math.rint(value)) {
        return Optional.of(
            Problem.at(
                    Code.INDEX_IS_NO_WHOLE_NUMBER,
                    places.layer(path),
                    "layer '%s' takes whole numbers as indices, and '%s' has values such as %s"
                        .formatted(path, input, value))
                .helping(
                    "categories become indices by 'encoding: index' of the features;"
                        + " numbers go to a layer such as dense"));
      }
      if (value < 0 || value >= rows) {
        return Optional.of(
            Problem.at(
                    Code.INDEX_OUTSIDE_TABLE,
                    places.layer(path),
                    "layer '%s' has %d rows (0 to %d), and '%s' holds the index %d"
                        .formatted(path, rows, rows - 1, input, (long) value))
                .helping(
                    tensor.type().dtype().isFloating()
                        ? "make the table larger, or leave numbers that are no indices to a layer"
                            + " such as dense"
                        : "make the table larger; if these are texts, put a text_vectorization"
                            + " layer before it"));
      }
    }
    return Optional.empty();
  }
}
