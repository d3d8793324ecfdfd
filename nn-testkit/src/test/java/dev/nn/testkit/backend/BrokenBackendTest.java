package dev.nn.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Port;
import dev.nn.api.graph.Op;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.reference.ReferenceBackend;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contract is worth something only if what is broken fails it. */
class BrokenBackendTest {
  private static final OpCase ADD =
      OpCase.of(
          new Binary(BinaryFunction.ADD),
          Samples.between(1, 2, DataType.FLOAT32, Shape.of(33, 65)),
          Samples.between(1.5, 2, DataType.FLOAT32, Shape.of(65)));

  private static void assertCaught(OpCase test, Backend backend, String message) {
    CaseCheck.check(test, new ReferenceBackend());
    AssertionError error = assertThrows(AssertionError.class, () -> CaseCheck.check(test, backend));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private static BrokenBackend swapping(Op right, Op wrong) {
    UnaryOperator<Plan> rewrite =
        plan ->
            new Plan(
                plan.instructions().stream()
                    .map(
                        i ->
                            i.op().equals(right)
                                ? new Instruction(
                                    wrong, i.inputs(), i.outputs(), i.path(), i.node())
                                : i)
                    .toList(),
                plan.inputs(),
                plan.outputs(),
                plan.constants(),
                plan.arenaBytes(),
                plan.constantBytes(),
                plan.variables());
    return BrokenBackend.withRewrite(rewrite);
  }

  @Test
  void aWrongFunctionIsCaught() {
    assertCaught(
        ADD,
        swapping(ADD.op(), new Binary(BinaryFunction.SUBTRACT)),
        "add: float32[33, 65], float32[65]");
    OpCase mean =
        OpCase.of(
            new Reduce(Reduction.MEAN, List.of(0), false),
            Samples.of(DataType.FLOAT64, Shape.of(3, 5)));
    assertCaught(
        mean, swapping(mean.op(), new Reduce(Reduction.SUM, List.of(0), false)), "reduce_mean");
    OpCase transpose =
        OpCase.of(new Transpose(List.of(1, 0)), Samples.of(DataType.FLOAT32, Shape.of(16, 16)));
    assertCaught(transpose, swapping(transpose.op(), new Transpose(List.of(0, 1))), "transpose");
  }

  @Test
  void aSmallErrorIsCaught() {
    OpCase tanh =
        OpCase.of(
            new Unary(UnaryFunction.TANH),
            Samples.between(-3, 3, DataType.FLOAT32, Shape.of(33, 65)));
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              executable.run();
              perturb(executable.output("y0"), 2000, 1.001);
            });
    assertCaught(tanh, backend, "element 2000");
  }

  @Test
  void addingToWhatIsThereIsCaught() {
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              double[] before = executable.output("y0").read().toDoubles();
              executable.run();
              double[] after = executable.output("y0").read().toDoubles();
              for (int i = 0; i < after.length; i++) {
                after[i] += before[i];
              }
              executable.output("y0").write(after, 0);
            });
    assertCaught(ADD, backend, "is NaN");
  }

  @Test
  void anElementThatIsNeverWrittenIsCaught() {
    int last = 33 * 65 - 1;
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              double[] before = executable.output("y0").read().toDoubles();
              executable.run();
              double[] after = executable.output("y0").read().toDoubles();
              after[last] = before[last];
              executable.output("y0").write(after, 0);
            });
    assertCaught(ADD, backend, "element " + last);
  }

  @Test
  void runsThatDifferAreCaught() {
    AtomicInteger runs = new AtomicInteger();
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              executable.run();
              if (runs.incrementAndGet() % 2 == 0) {
                perturb(executable.output("y0"), 7, 1 + 1e-6);
              }
            });
    assertCaught(ADD, backend, "other bits");
  }

  @Test
  void resultsOfAnEarlierRunAreCaught() {
    AtomicInteger runs = new AtomicInteger();
    Tensor[] first = new Tensor[1];
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              executable.run();
              if (runs.getAndIncrement() == 0) {
                first[0] = executable.output("y0").read();
              }
              executable.output("y0").write(first[0]);
            });
    assertCaught(ADD, backend, "other values");
  }

  @Test
  void changingAnInputIsCaught() {
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              executable.run();
              perturb(executable.input("x1"), 0, 2);
            });
    assertCaught(ADD, backend, "changed its input x1");
  }

  @Test
  void writingPastTheEndIsCaught() {
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              executable.run();
              executable.input("after/y0").write(new int[8], 0);
            });
    assertCaught(ADD, backend, "outside the output");
  }

  @Test
  void aFusedOpThatForgetsAStepIsCaught() {
    OpCase fused =
        FusedCases.all().stream().filter(test -> test.note().equals("momentum")).toList().get(1);
    Backend backend =
        BrokenBackend.withFault(
            executable -> {
              double[] theta = executable.input("x0").read().toDoubles();
              executable.run();
              executable.output("y0").write(theta, 0);
            });
    assertCaught(fused, backend, "output y0");
  }

  private static void perturb(Port port, int index, double factor) {
    double[] values = port.read().toDoubles();
    values[index] *= factor;
    port.write(values, 0);
  }
}
