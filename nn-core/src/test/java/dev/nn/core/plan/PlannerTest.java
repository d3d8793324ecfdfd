package dev.nn.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Concat;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Input;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private final GraphBuilder builder = new GraphBuilder();

  private static TensorType floats(int... shape) {
    return new TensorType(DataType.FLOAT32, Shape.of(shape));
  }

  private Value input(String name, int... shape) {
    return builder.emit(new Input(name, floats(shape)));
  }

  private Plan plan(boolean reuse, Variable... variables) {
    return Planner.plan(builder.build(), new VariableLayout(List.of(variables)), reuse);
  }

  private static List<String> ops(Plan plan) {
    return plan.instructions().stream().map(i -> i.op().name()).toList();
  }

  @Test
  void aChainOfElementwiseOpsWritesOverItsOwnOperand() {
    Value x = input("x", 1024);
    builder.output("y", x.exp().tanh().square());
    Plan plan = plan(true);
    assertEquals(2 * 4096, plan.arenaBytes(), "the input is kept, everything else is in one place");
    assertEquals(4 * 4096, plan(false).arenaBytes());
  }

  @Test
  void valuesWhoseLifetimesDoNotMeetShareMemory() {
    Value x = input("x", 32, 32);
    Value y = x;
    for (int i = 0; i < 10; i++) {
      y = y.matmul(x);
    }
    builder.output("y", y);
    assertEquals(3 * 4096, plan(true).arenaBytes(), "input, operand and result");
    assertEquals(11 * 4096, plan(false).arenaBytes());
  }

  @Test
  void reshapesCostNothing() {
    builder.output("y", input("x", 4, 6).exp().reshape(24).reshape(6, 4));
    Plan plan = plan(true);
    assertEquals(List.of("exp"), ops(plan));
    assertEquals(floats(6, 4), plan.outputs().get("y").type());
  }

  @Test
  void piecesOfAJoinedVectorAreComputedWhereTheyBelong() {
    Value x = input("x", 16);
    Value joined = builder.emit(new Concat(0), x.exp(), x.tanh());
    builder.output("y", joined);
    Plan plan = plan(true);
    assertEquals(List.of("exp", "tanh"), ops(plan));
    Buffer whole = plan.outputs().get("y");
    assertEquals(whole.offset(), plan.instructions().get(0).outputs().get(0).offset());
    assertEquals(whole.offset() + 64, plan.instructions().get(1).outputs().get(0).offset());
  }

  @Test
  void anInputJoinedWithItselfIsCopied() {
    Value x = input("x", 16);
    builder.output("y", builder.emit(new Concat(0), x, x));
    assertEquals(List.of("concat"), ops(plan(true)));
  }

  @Test
  void aVariableIsUpdatedInPlaceWhenItsReadersHaveRun() {
    Variable variable = new Variable("w", Variable.Role.PARAMETER, floats(64));
    Value w = builder.emit(variable);
    builder.update(w, w.scale(0.9));
    Plan plan = plan(true, variable);
    Instruction update = plan.instructions().get(0);
    assertEquals(List.of("multiply"), ops(plan));
    assertEquals(Buffer.Region.PARAMETER, update.outputs().get(0).region());
  }

  @Test
  void aVariableStillReadLaterIsUpdatedByACopyAtTheEnd() {
    Variable variable = new Variable("w", Variable.Role.PARAMETER, floats(8, 8));
    Value w = builder.emit(variable);
    Value next = w.scale(0.9);
    builder.output("y", next.matmul(w));
    builder.update(w, next);
    assertEquals(List.of("multiply", "matmul", "reshape"), ops(plan(true, variable)));
  }

  @Test
  void readersOfOnePartHoldBackTheUpdateOfAllParameters() {
    Variable first = new Variable("a", Variable.Role.PARAMETER, floats(4, 4));
    Variable second = new Variable("b", Variable.Role.PARAMETER, floats(4, 4));
    Value a = builder.emit(first);
    Value b = builder.emit(second);
    Value all = builder.emit(new FlatVariables(Variable.Role.PARAMETER, floats(32)));
    builder.update(all, all.scale(0.5));
    builder.output("product", a.matmul(b));
    Plan plan = plan(true, first, second);
    assertEquals(
        "reshape", ops(plan).get(ops(plan).size() - 1), "the product must see the old values");
  }

  @Test
  void theVerifierRefusesAnInstructionThatWritesWhatItStillReads() {
    Buffer one = new Buffer(Buffer.Region.ARENA, 0, floats(4));
    Buffer shifted = new Buffer(Buffer.Region.ARENA, 4, floats(4));
    Instruction bad =
        new Instruction(new Unary(UnaryFunction.EXP), List.of(one), List.of(shifted), "hidden", 1);
    Plan plan =
        new Plan(List.of(bad), Map.of(), Map.of(), Map.of(), 64, 0, new VariableLayout(List.of()));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> PlanVerifier.verify(plan));
    assertTrue(e.getMessage().contains("layer 'hidden'"), e.getMessage());
  }
}
