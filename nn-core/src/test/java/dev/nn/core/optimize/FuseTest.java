package dev.nn.core.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.nn.api.backend.Backend;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Input;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuseTest {
  private final GraphBuilder builder = new GraphBuilder();
  private final Value x = input("x", 4, 3);
  private final Value w = input("w", 3, 5);
  private final Value b = input("b", 5);

  private Value input(String name, int... shape) {
    return builder.emit(new Input(name, new TensorType(DataType.FLOAT32, Shape.of(shape))));
  }

  private static Backend backend(boolean runsComposites) {
    Backend backend = mock(Backend.class);
    when(backend.supports(any(), any())).thenReturn(runsComposites);
    return backend;
  }

  private List<String> ops(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> !(node.op() instanceof Input))
        .map(node -> node.op().name())
        .toList();
  }

  @Test
  void biasAndActivationBecomeOnePass() {
    builder.output("a", x.matmul(w).add(b).tanh());
    Graph fused = Fuse.apply(builder.build(), backend(true));
    assertEquals(List.of("matmul", "fused"), ops(fused));
    Fused op = (Fused) fused.nodes().get(fused.nodes().size() - 1).op();
    assertEquals(List.of("add", "tanh"), op.steps().stream().map(s -> s.op().name()).toList());
  }

  @Test
  void aBackendWithoutSuchAKernelGetsTheNodesAsTheyWere() {
    builder.output("a", x.matmul(w).add(b).tanh());
    Graph fused = Fuse.apply(builder.build(), backend(false));
    assertEquals(List.of("matmul", "add", "tanh"), ops(fused));
  }

  @Test
  void aValueReadElsewhereIsAResultOfTheGroup() {
    Value z = x.matmul(w).add(b);
    builder.output("z", z);
    builder.output("a", z.tanh());
    Graph fused = Fuse.apply(builder.build(), backend(true));
    assertEquals(List.of("matmul", "fused"), ops(fused));
    assertEquals(2, fused.nodes().get(fused.nodes().size() - 1).types().size());
  }

  @Test
  void aGroupNeverWaitsForItself() {
    // e feeds a product that feeds the last step: joining e with that step would make a cycle.
    Value e = x.exp();
    Value through = e.matmul(w).sum(1).reshape(4, 1);
    builder.output("y", e.multiply(through));
    Graph fused = Fuse.apply(builder.build(), backend(true));
    assertTrue(ops(fused).containsAll(List.of("exp", "matmul", "multiply")), ops(fused).toString());
  }

  @Test
  void severalResultsOfOneUpdateBecomeOnePass() {
    Value m = input("m", 5);
    Value v = input("v", 5);
    Value m2 = m.scale(0.9).add(b.scale(0.1));
    Value v2 = v.scale(0.99).add(b.square().scale(0.01));
    builder.output("m", m2);
    builder.output("v", v2);
    builder.output("w", b.subtract(m2.divide(v2.sqrt().add(1e-7))));
    Graph fused = Fuse.apply(builder.build(), backend(true));
    assertEquals(1, ops(fused).stream().filter("fused"::equals).count(), GraphPrinter.print(fused));
    assertEquals(
        0, ops(fused).stream().filter(op -> !op.equals("fused") && !op.equals("constant")).count());
  }

  @Test
  void compositesWithoutAKernelAreDecomposed() {
    Value labels = builder.emit(new Input("labels", new TensorType(DataType.INT32, Shape.of(4))));
    builder.output(
        "loss", builder.emit(new SparseSoftmaxCrossEntropy(), List.of(x, labels)).get(0));
    List<String> ops = ops(Fuse.apply(builder.build(), backend(false)));
    assertTrue(ops.contains("log_softmax"), ops.toString());
    assertTrue(!ops.contains("sparse_softmax_cross_entropy"), ops.toString());
  }
}
