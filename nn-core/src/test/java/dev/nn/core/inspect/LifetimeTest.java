package dev.nn.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.plan.Planner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  private static final Op OP = new MatMul(false, false);

  private static Buffer arena(long offset, int floats) {
    return new Buffer(
        Buffer.Region.ARENA, offset, new TensorType(DataType.FLOAT32, Shape.of(floats)));
  }

  private static Instruction instruction(List<Buffer> reads, Buffer writes) {
    return new Instruction(OP, reads, List.of(writes), "", 0);
  }

  private static Plan plan(Map<String, Buffer> outputs, Instruction... instructions) {
    return new Plan(
        List.of(instructions),
        Map.of("x", arena(0, 16)),
        outputs,
        Map.of(),
        256,
        0,
        new VariableLayout(List.of()));
  }

  @Test
  void aValueLivesFromItsWriterToItsLastReader() {
    Buffer x = arena(0, 16);
    Buffer a = arena(64, 16);
    Buffer b = arena(128, 16);
    Plan plan =
        plan(
            Map.of("y", b),
            instruction(List.of(x), a),
            instruction(List.of(x, a), b),
            instruction(List.of(x), a));
    assertEquals(
        List.of(
            new Lifetime(x, -1, 2),
            new Lifetime(a, 0, 1),
            new Lifetime(b, 1, 3), // Read after the run.
            new Lifetime(a, 2, 2)), // By nobody.
        Lifetime.of(plan));
  }

  @Test
  void whoReadsTheWholeReadsItsPieces() {
    Buffer x = arena(0, 16);
    Plan plan =
        plan(
            Map.of(),
            instruction(List.of(x), arena(64, 8)),
            instruction(List.of(x), arena(96, 8)),
            instruction(List.of(arena(64, 16)), arena(128, 16)));
    assertEquals(
        List.of(
            new Lifetime(x, -1, 1),
            new Lifetime(arena(64, 8), 0, 2),
            new Lifetime(arena(96, 8), 1, 2),
            new Lifetime(arena(128, 16), 2, 2)),
        Lifetime.of(plan));
  }

  @Test
  void thePeakIsWhatIsNeededAtOnce() {
    Buffer x = arena(0, 16);
    Plan plan =
        plan(
            Map.of(),
            instruction(List.of(x), arena(64, 8)),
            instruction(List.of(arena(64, 8)), arena(128, 8)));
    // x of 64 bytes and the first result of 32; in the second instruction twice 32.
    assertEquals(96, Lifetime.peak(plan));
  }

  @Test
  void aValueInThePlaceOfAnotherNeedsNoMore() {
    Buffer x = arena(0, 16);
    Plan plan = plan(Map.of("y", x), instruction(List.of(x), x), instruction(List.of(x), x));
    assertEquals(64, Lifetime.peak(plan));
  }

  @Test
  void valuesOfARealPlanThatShareMemoryDoNotMeet() {
    GraphBuilder builder = new GraphBuilder();
    TensorType type = new TensorType(DataType.FLOAT32, Shape.of(16, 16));
    Value w = builder.emit(new Variable("w", Variable.Role.PARAMETER, type));
    Value value = builder.emit(new Input("x", type));
    for (int i = 0; i < 5; i++) {
      value = value.matmul(w).tanh();
    }
    builder.output("y", value);
    Variable variable = (Variable) w.op();
    Plan plan = Planner.plan(builder.build(), new VariableLayout(List.of(variable)), true);
    List<Lifetime> all = Lifetime.of(plan);
    assertEquals(11, all.size(), "the input, five products, five tanh");
    for (Lifetime one : all) {
      for (Lifetime other : all) {
        boolean meet = one.from() < other.to() && other.from() < one.to();
        assertTrue(
            one.equals(other) || !meet || !one.buffer().overlaps(other.buffer()),
            () -> one + " and " + other);
      }
    }
    assertTrue(Lifetime.peak(plan) <= plan.arenaBytes());
    // The input, which stays, and two values at a time, each 16 · 16 · 4 bytes.
    assertEquals(3 * 1024, plan.arenaBytes());
    assertEquals(1024, PlannedMemory.of(plan).parameters());
    assertEquals(4 * 1024, PlannedMemory.of(plan).total());
  }
}
