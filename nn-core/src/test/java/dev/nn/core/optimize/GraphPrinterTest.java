package dev.nn.core.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.plan.Planner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphPrinterTest {
  private final GraphBuilder builder = new GraphBuilder();
  private final Variable kernel =
      new Variable("hidden/kernel", Variable.Role.PARAMETER, floats(3, 2));

  private static TensorType floats(int... shape) {
    return new TensorType(DataType.FLOAT32, Shape.of(shape));
  }

  private void write() {
    Value x = builder.emit(new Input("x", floats(4, 3)));
    Value w = builder.within("hidden", () -> builder.emit(kernel).labelled("θ"));
    Value z = builder.within("hidden", () -> x.matmul(w).labelled("z"));
    builder.output(
        "sum", builder.within("loss", () -> z.reduce(dev.nn.api.op.Reduction.SUM, true, 1)));
    builder.update(w, w.scale(0.5));
  }

  @Test
  void aGraphHasALinePerNodeUnderItsLayer() {
    write();
    assertEquals(
        """
        # (no layer)
        %0 = input x : float32[4, 3]
        # hidden
        %1 = variable hidden/kernel : float32[3, 2]   θ
        %2 = matmul(%0, %1) : float32[4, 2]   z
        # loss
        %3 = reduce_sum[reduction=sum, axes=[1], keepDims=true](%2) : float32[4, 1]
        # (no layer)
        %4 = constant 0.5 : float32[]
        %5 = multiply(%1, %4) : float32[3, 2]
        output sum = %3
        variable hidden/kernel ← %5
        """,
        GraphPrinter.print(builder.build()));
  }

  @Test
  void nodesOfABackwardPassSayWhereTheyComeFrom() {
    write();
    String text = GraphPrinter.print(builder.build(), Map.of(4, 3, 5, 2));
    assertTrue(
        text.contains(
            """
            # (no layer), backward
            %4 = constant 0.5 : float32[]   ∂ of %3
            %5 = multiply(%1, %4) : float32[3, 2]   ∂ of %2
            """),
        text);
  }

  @Test
  void aPlanSaysWhereEachInstructionReadsAndWrites() {
    write();
    String text =
        GraphPrinter.print(
            Planner.plan(builder.build(), new VariableLayout(List.of(kernel)), true));
    assertTrue(
        text.contains("← matmul(arena+0:float32[4, 3], parameter+0:float32[3, 2])   # hidden"),
        text);
    assertTrue(text.contains("parameter+0:float32[3, 2] ← multiply("), text);
    assertTrue(text.contains("output sum @ arena+"), text);
  }
}
