package dev.nn.core.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.BatchNormGradient;
import dev.nn.api.op.Input;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SimplifyTest {
  /**
   * Names of the ops that are left of a formula over one input [2, 3], the input itself left out.
   */
  private static List<String> opsAfter(UnaryOperator<Value> formula) {
    GraphBuilder builder = new GraphBuilder();
    Value x = builder.emit(new Input("x", new TensorType(DataType.FLOAT32, Shape.of(2, 3))));
    builder.output("y", formula.apply(x));
    Graph graph = Simplify.apply(builder.build());
    return graph.nodes().stream().skip(1).map(node -> node.op().name()).toList();
  }

  @Test
  void neutralElementsDisappear() {
    assertEquals(List.of(), opsAfter(x -> x.add(0).scale(1).divide(x.constant(1)).power(1)));
    assertEquals(List.of(), opsAfter(x -> x.negate().negate()));
    assertEquals(List.of(), opsAfter(x -> x.transpose(0, 1).reshape(6).reshape(2, 3)));
  }

  @Test
  void constantsAreComputedOnce() {
    assertEquals(
        List.of("constant", "add"),
        opsAfter(x -> x.add(x.constant(2).multiply(x.constant(3)).exp())));
  }

  @Test
  void theLogarithmOfASoftmaxBecomesItsStableForm() {
    assertEquals(List.of("log_softmax"), opsAfter(x -> x.softmax().log()));
  }

  @Test
  void equalExpressionsAreMerged() {
    assertEquals(List.of("exp", "multiply"), opsAfter(x -> x.exp().multiply(x.exp())));
  }

  @Test
  void stretchingIsLeftToTheOpThatNeedsIt() {
    assertEquals(
        List.of("reduce_sum", "multiply"),
        opsAfter(x -> x.multiply(x.sum(0).broadcastTo(Shape.of(2, 3)))));
    assertEquals(
        List.of("reduce_sum", "broadcast_to"), opsAfter(x -> x.sum(0).broadcastTo(Shape.of(2, 3))));
  }

  @Test
  void aProductWithZeroStaysBecauseOfNaN() {
    assertFalse(opsAfter(x -> x.scale(0)).isEmpty());
  }

  @Test
  void aSoftmaxThatItsCrossEntropyComputesAnywayIsTakenFromThere() {
    assertEquals(
        List.of("constant", "sparse_softmax_cross_entropy"),
        opsAfter(
            x -> {
              Value classes = x.builder().constant(Tensor.of(Shape.of(2), 0, 2));
              Value cost =
                  x.builder().emit(new SparseSoftmaxCrossEntropy(), List.of(x, classes)).get(0);
              x.builder().output("cost", cost);
              return x.softmax();
            }));
  }

  /** Batch normalisation of x + b and its gradient; writes ∂b as an output if wanted. */
  private static Value normalised(Value x, boolean withGradient) {
    GraphBuilder builder = x.builder();
    Value b = builder.constant(Tensor.of(Shape.of(3), 1f, 2f, 3f));
    Value z = x.add(b);
    List<Value> forward = builder.emit(new BatchNorm(0.1), List.of(z, b, b));
    builder.output("mean", forward.get(1));
    if (withGradient) {
      List<Value> inputs = List.of(z, b, forward.get(1), forward.get(2), x);
      Value dx = builder.emit(new BatchNormGradient(0.1), inputs).get(0);
      builder.output("dx", dx);
      builder.output("db", dx.sum(0));
    }
    return forward.get(0);
  }

  @Test
  void aBiasBeforeBatchNormalisationIsAddedToTheMeanAlone() {
    assertEquals(List.of("constant", "batch_norm", "add"), opsAfter(x -> normalised(x, false)));
  }

  @Test
  void theGradientOfABiasBeforeBatchNormalisationIsNotAddedUp() {
    assertEquals(
        List.of(
            "constant", "batch_norm", "add", "batch_norm_gradient", "subtract", "subtract", "add"),
        opsAfter(x -> normalised(x, true)));
  }

  @Test
  void whatIsNotABiasPerChannelStaysBeforeBatchNormalisation() {
    List<String> ops =
        opsAfter(
            x -> {
              Value gamma = x.constant(1).broadcastTo(Shape.of(3));
              return x.builder().emit(new BatchNorm(0.1), List.of(x.add(x), gamma, gamma)).get(0);
            });
    assertTrue(ops.contains("add"), ops::toString);
  }

  @Test
  void whatNobodyReadsIsLeftOut() {
    assertEquals(
        List.of("exp"),
        opsAfter(
            x -> {
              x.tanh().matmul(x, false, true);
              return x.exp();
            }));
  }
}
