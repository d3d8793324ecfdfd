package dev.nn.testkit.backend;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Port;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Graph;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.testkit.Tolerances;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds a backend to one {@link OpCase}, in every placement. Memory of outputs is full of NaN
 * before each run, so that a kernel which adds to what is there, or leaves something out, is
 * caught.
 */
final class CaseCheck {
  private final OpCase test;
  private final Backend backend;
  private final Map<String, Tensor> expected;
  private final OpCase reversed;
  private final Map<String, Tensor> expectedReversed;

  private CaseCheck(OpCase test, Backend backend) {
    this.test = test;
    this.backend = backend;
    this.expected = reference(test);
    this.reversed = test.reversed();
    this.expectedReversed = reference(reversed);
  }

  /** Fails with an {@link AssertionError} that names the op, the placement and the element. */
  static void check(OpCase test, Backend backend) {
    new CaseCheck(test, backend).check();
  }

  /** A fused op is compared with its parts, one by one; anything else with itself. */
  private static Map<String, Tensor> reference(OpCase test) {
    Graph graph = test.graph();
    return GraphRunner.run(
        test.op() instanceof Fused ? Lowering.toPrimitives(graph) : graph, test.named());
  }

  private void check() {
    Plan plan = PlainPlans.of(Lowering.forBackend(test.graph(), backend));
    run("aligned", plan);
    run("unaligned", PlanVariants.unaligned(plan));
    boolean whole = plan.instructions().size() == 1;
    if (whole && (test.op() instanceof Elementwise || test.op() instanceof Fused)) {
      inPlace(plan);
    }
  }

  /** Each output alone on each input that fits, then as many outputs as possible together. */
  private void inPlace(Plan plan) {
    Map<Buffer, Buffer> together = new LinkedHashMap<>();
    plan.outputs()
        .forEach(
            (name, output) ->
                plan.inputs()
                    .forEach(
                        (inputName, input) -> {
                          if (fits(output, input)) {
                            run(
                                name + " in place of " + inputName,
                                PlanVariants.inPlace(plan, Map.of(output, input)));
                            if (!together.containsValue(input)) {
                              together.putIfAbsent(output, input);
                            }
                          }
                        }));
    if (together.size() > 1) {
      run("all in place", PlanVariants.inPlace(plan, together));
    }
  }

  private static boolean fits(Buffer output, Buffer input) {
    return output.type().shape().equals(input.type().shape())
        && output.type().dtype().bytes() == input.type().dtype().bytes();
  }

  private void run(String placement, Plan plan) {
    String what = backend.name() + ", " + test + ", " + placement;
    Plan watched = PlanVariants.watched(plan);
    try (Variables variables = backend.allocate(plan.variables());
        Executable executable = backend.compile(watched, variables)) {
      Map<String, Tensor> first = run(what, watched, executable, test);
      compare(what, expected, first);
      Map<String, Tensor> second = run(what, watched, executable, test);
      if (!first.equals(second)) {
        throw new AssertionError(what + ": a second run gives other bits than the first");
      }
      compare(what + ", other values", expectedReversed, run(what, watched, executable, reversed));
    }
  }

  private void compare(String what, Map<String, Tensor> expected, Map<String, Tensor> actual) {
    expected.forEach(
        (name, value) -> {
          Tolerances tolerance = test.exact() ? Tolerances.EXACT : Tolerances.of(value.dtype());
          tolerance.check(what + ", output " + name, value, actual.get(name));
        });
  }

  private static Map<String, Tensor> run(
      String what, Plan plan, Executable executable, OpCase values) {
    for (String name : plan.outputs().keySet()) {
      poison(executable.input(PlanVariants.POISON + name));
      poison(executable.input(PlanVariants.BEFORE + name));
      poison(executable.input(PlanVariants.AFTER + name));
    }
    values.named().forEach((name, value) -> executable.input(name).write(value));
    executable.run();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (String name : plan.outputs().keySet()) {
      outputs.put(name, executable.output(name).read());
      expectPoison(what, executable, PlanVariants.BEFORE + name);
      expectPoison(what, executable, PlanVariants.AFTER + name);
    }
    values
        .named()
        .forEach(
            (name, value) -> {
              boolean kept =
                  plan.outputs().values().stream().noneMatch(plan.inputs().get(name)::overlaps);
              if (kept && !executable.input(name).read().equals(value)) {
                throw new AssertionError(what + ": the op changed its input " + name);
              }
            });
    return outputs;
  }

  private static void poison(Port port) {
    port.write(poison(port.type()));
  }

  private static Tensor poison(TensorType type) {
    double[] values = new double[type.shape().elements()];
    Arrays.fill(values, type.dtype() == DataType.INT32 ? -559038737 : Double.NaN);
    return Tensor.of(type, values);
  }

  private static void expectPoison(String what, Executable executable, String port) {
    Tensor bytes = executable.input(port).read();
    if (!bytes.equals(poison(bytes.type()))) {
      throw new AssertionError(what + ": bytes were changed outside the output, " + port);
    }
  }
}
