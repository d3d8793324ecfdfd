package dev.nn.testkit.engine;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.optimize.Fuse;
import dev.nn.core.optimize.Simplify;
import dev.nn.core.plan.Planner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Updates happen all at once, after everything that reads the old values. Each test is the smallest
 * graph for one way to get that wrong.
 */
class VariableUpdatesTest {
  private static final TensorType TYPE = new TensorType(DataType.FLOAT64, Shape.of(2));

  private final GraphBuilder builder = new GraphBuilder();
  private final Variable first = new Variable("a", Variable.Role.STATE, TYPE);
  private final Variable second = new Variable("b", Variable.Role.STATE, TYPE);
  private final Value x = builder.emit(new Input("x", TYPE));
  private final Value a = builder.emit(first);
  private final Value b = builder.emit(second);

  VariableUpdatesTest() {
    // Before the new values, so that these may be computed in place.
    builder.output("sum", a.add(b).add(x));
  }

  private void check() {
    Engine.check(
        builder.build(),
        List.of(first, second),
        Map.of("x", Tensor.of(Shape.of(2), 1.0, 2)),
        Map.of("a", Tensor.of(Shape.of(2), 3.0, 4), "b", Tensor.of(Shape.of(2), 5.0, 7)),
        (layout, backend) ->
            Planner.plan(Fuse.apply(Simplify.apply(builder.build()), backend), layout, true));
  }

  @Test
  void aVariableMayKeepItsValue() {
    builder.update(a, a);
    check();
  }

  @Test
  void twoVariablesMayGetTheSameValue() {
    Value next = x.exp();
    builder.update(a, next);
    builder.update(b, next);
    check();
  }

  @Test
  void twoVariablesMaySwapTheirValues() {
    builder.update(a, b);
    builder.update(b, a);
    check();
  }

  @Test
  void aVariableMayTakeTheOldValueOfOneThatIsReplaced() {
    builder.update(b, x);
    builder.update(a, b);
    check();
  }

  @Test
  void aReaderAfterTheNewValueIsComputedSeesTheOldOne() {
    Value next = a.add(x);
    builder.update(a, next);
    builder.output("late", next.exp().add(a));
    check();
  }

  @Test
  void theWholeOfARoleMayBeReplacedWhileItsPartsAreRead() {
    TensorType four = new TensorType(DataType.FLOAT64, Shape.of(4));
    Value flat = builder.emit(new FlatVariables(Variable.Role.STATE, four));
    builder.update(flat, flat.scale(2));
    builder.output("part", b.zip(BinaryFunction.MULTIPLY, x));
    check();
  }

  @Test
  void anOutputThatIsAVariableHasTheOldValue() {
    builder.update(a, a.add(x));
    builder.output("old", a.scale(1)); // Simplified to the variable itself.
    check();
  }
}
