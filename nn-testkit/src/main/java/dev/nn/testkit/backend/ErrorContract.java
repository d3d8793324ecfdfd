package dev.nn.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.IndexException;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Gather;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backend cannot do it says early, and in the user's terms. */
abstract class ErrorContract {
  private static final String PATH = "encoder/embedding";
  private static final int ROWS = 37;

  abstract Backend backend();

  /** An op that no backend knows. */
  private record Frobnicate() implements Op {
    @Override
    public String name() {
      return "frobnicate";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return inputs;
    }
  }

  @Test
  public void anUnknownOpIsRefusedBeforeAnythingRuns() {
    TensorType type = new TensorType(DataType.FLOAT32, Shape.of(3));
    assertFalse(backend().supports(new Frobnicate(), List.of(type)));
    GraphBuilder builder = new GraphBuilder();
    Value x = builder.emit(new Input("x", type));
    builder.output("y", builder.within(PATH, () -> builder.emit(new Frobnicate(), x)));
    Plan plan = PlainPlans.of(builder.build());
    try (Variables variables = backend().allocate(plan.variables())) {
      BackendException error =
          assertThrows(BackendException.class, () -> backend().compile(plan, variables).close());
      assertNames(error, "frobnicate", PATH);
    }
  }

  @Test
  public void anIndexOutsideItsTableIsNamedAndTheNextRunWorks() {
    GraphBuilder builder = new GraphBuilder();
    Value table =
        builder.emit(new Input("table", new TensorType(DataType.FLOAT32, Shape.of(ROWS, 3))));
    Value indices = builder.emit(new Input("indices", new TensorType(DataType.INT32, Shape.of(2))));
    builder.output("y", builder.within(PATH, () -> builder.emit(new Gather(), table, indices)));
    Plan plan = PlainPlans.of(builder.build());
    Tensor rows = Samples.of(DataType.FLOAT32, Shape.of(ROWS, 3));
    try (Variables variables = backend().allocate(plan.variables());
        Executable executable = backend().compile(plan, variables)) {
      executable.input("table").write(rows);
      for (int wrong : new int[] {ROWS, 4711, -5}) {
        executable.input("indices").write(new int[] {0, wrong}, 0);
        IndexException error = assertThrows(IndexException.class, executable::run);
        assertNames(error, PATH, String.valueOf(wrong), String.valueOf(ROWS));
        executable.input("indices").write(new int[] {ROWS - 1, 0}, 0);
        executable.run();
        assertEquals(rows.rows(new int[] {ROWS - 1, 0}), executable.output("y").read());
      }
    }
  }

  private static void assertNames(BackendException error, String... parts) {
    for (String part : parts) {
      assertTrue(
          error.getMessage().contains(part),
          () -> "the message should name " + part + ": " + error.getMessage());
    }
  }
}
