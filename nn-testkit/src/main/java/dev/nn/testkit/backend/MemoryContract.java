package dev.nn.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Port;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.testkit.Tolerances;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How values enter a backend, stay there and leave it. */
abstract class MemoryContract {
  abstract Backend backend();

  /** Does something with an executable of a graph. */
  private interface Use {
    void with(Executable executable, Variables variables);
  }

  private void compile(Graph graph, Use use) {
    Plan plan = PlainPlans.of(Lowering.forBackend(graph, backend()));
    try (Variables variables = backend().allocate(plan.variables());
        Executable executable = backend().compile(plan, variables)) {
      use.with(executable, variables);
    }
  }

  /** y = x + x for numbers, y = x ? x : x for truth values. */
  private static Graph twice(DataType dtype) {
    GraphBuilder builder = new GraphBuilder();
    Value x = builder.emit(new Input("x", new TensorType(dtype, Shape.of(3))));
    builder.output("y", dtype == DataType.BOOL ? x.select(x, x) : x.add(x));
    return builder.build();
  }

  @Test
  public void aClosedExecutableRefusesToRun() {
    Plan plan = PlainPlans.of(Lowering.forBackend(twice(DataType.FLOAT32), backend()));
    try (Variables variables = backend().allocate(plan.variables())) {
      Executable executable = backend().compile(plan, variables);
      executable.run();
      executable.close();
      assertThrows(IllegalStateException.class, executable::run);
    }
  }

  @Test
  public void floatingPortsConvertBetweenFloatAndDouble() {
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      compile(
          twice(dtype),
          (executable, variables) -> {
            Port x = executable.input("x");
            Port y = executable.output("y");
            assertEquals(new TensorType(dtype, Shape.of(3)), x.type());
            assertEquals(x.type(), y.type());
            double[] doubles = new double[5];
            x.write(new float[] {9, 1, 2.5f, -3, 9}, 1);
            executable.run();
            y.read(doubles, 1);
            assertArrayEquals(new double[] {0, 2, 5, -6, 0}, doubles);
            float[] floats = new float[5];
            x.write(new double[] {9, 9, 0.5, 4, -8}, 2);
            executable.run();
            y.read(floats, 2);
            assertArrayEquals(new float[] {0, 0, 1, 8, -16}, floats);
            assertEquals(1, y.item());
            x.item(6);
            executable.run();
            assertEquals(12, y.item());
          });
    }
  }

  @Test
  public void wholeNumbersAndTruthValuesPassUnchanged() {
    compile(
        twice(DataType.INT32),
        (executable, variables) -> {
          int[] ints = new int[4];
          executable.input("x").write(new int[] {9, 1, -2, 1_000_000_001}, 1);
          executable.run();
          executable.output("y").read(ints, 1);
          assertArrayEquals(new int[] {0, 2, -4, 2_000_000_002}, ints);
        });
    compile(
        twice(DataType.BOOL),
        (executable, variables) -> {
          boolean[] booleans = new boolean[4];
          executable.input("x").write(new boolean[] {false, true, false, true}, 1);
          executable.run();
          executable.output("y").read(booleans, 0);
          assertArrayEquals(new boolean[] {true, false, true, false}, booleans);
        });
  }

  @Test
  public void portsRefuseArraysThatAreTooShortOrOfAnotherType() {
    compile(
        twice(DataType.FLOAT32),
        (executable, variables) -> {
          Port x = executable.input("x");
          refused(() -> x.write(new float[2], 0));
          refused(() -> x.write(new float[4], 2));
          refused(() -> x.write(new double[2], 0));
          refused(() -> x.read(new float[2], 0));
          refused(() -> x.read(new double[4], 2));
          refused(() -> x.write(new int[3], 0));
          refused(() -> x.write(new boolean[3], 0));
          refused(() -> x.read(new int[3], 0));
          refused(() -> x.read(new boolean[3], 0));
          refused(() -> x.write(Tensor.of(Shape.of(4), new float[4])));
        });
    compile(
        twice(DataType.INT32),
        (executable, variables) -> {
          Port x = executable.input("x");
          refused(() -> x.write(new float[3], 0));
          refused(() -> x.write(new double[3], 0));
          refused(() -> x.read(new float[3], 0));
          refused(() -> x.write(new int[2], 0));
          refused(x::item);
          refused(() -> x.item(1));
        });
  }

  @Test
  public void unknownNamesAreRefused() {
    compile(
        TrainingStep.graph(),
        (executable, variables) -> {
          refused(() -> executable.input("nobody"));
          refused(() -> executable.output("nobody"));
          refused(() -> variables.read("nobody"));
          refused(() -> variables.write("nobody", Tensor.scalar(DataType.FLOAT32, 1)));
          refused(() -> variables.write("bias", Tensor.scalar(DataType.FLOAT32, 1)));
        });
  }

  private static void refused(Runnable call) {
    assertThrows(IllegalArgumentException.class, call::run);
  }

  @Test
  public void constantsAreWhatTheGraphSays() {
    GraphBuilder builder = new GraphBuilder();
    for (DataType dtype : DataType.values()) {
      Value constant = builder.constant(Samples.of(dtype, Shape.of(3, 5)));
      builder.output("itself " + dtype, constant);
      builder.output("moved " + dtype, constant.transpose(1, 0));
    }
    Graph graph = builder.build();
    assertEquals(
        GraphRunner.run(graph, Map.of()), GraphRunner.run(backend(), graph, Map.of(), Map.of()));
  }

  @Test
  public void variablesStartAtZeroAndKeepWhatIsWritten() {
    VariableLayout layout =
        new VariableLayout(
            List.of(
                variable("a", Variable.Role.PARAMETER, DataType.FLOAT32, 3),
                variable("b", Variable.Role.PARAMETER, DataType.FLOAT32, 1),
                variable("c", Variable.Role.PARAMETER, DataType.FLOAT32, 70),
                variable("d", Variable.Role.FROZEN, DataType.FLOAT64, 7),
                variable("e", Variable.Role.STATE, DataType.INT32, 5),
                variable("f", Variable.Role.OPTIMIZER, DataType.BOOL, 3)));
    try (Variables variables = backend().allocate(layout)) {
      assertEquals(layout, variables.layout());
      for (Variable variable : layout.variables()) {
        assertEquals(Tensor.zeros(variable.type()), variables.read(variable.variable()));
      }
      for (Variable variable : layout.variables()) {
        variables.write(
            variable.variable(), Samples.of(variable.type().dtype(), variable.type().shape()));
      }
      for (Variable variable : layout.variables()) {
        assertEquals(
            Samples.of(variable.type().dtype(), variable.type().shape()),
            variables.read(variable.variable()));
      }
    }
  }

  private static Variable variable(String name, Variable.Role role, DataType dtype, int size) {
    return new Variable(name, role, new TensorType(dtype, Shape.of(size)));
  }

  @Test
  public void trainingUpdatesTheVariablesStepByStep() {
    Tensor x = Samples.of(DataType.FLOAT32, Shape.of(TrainingStep.EXAMPLES, TrainingStep.FEATURES));
    Tensor t = Samples.of(DataType.FLOAT32, Shape.of(TrainingStep.EXAMPLES, 1));
    double[] theta = new double[1 + TrainingStep.FEATURES];
    compile(
        TrainingStep.graph(),
        (executable, variables) -> {
          executable.input("x").write(x);
          executable.input("t").write(t);
          for (int step = 1; step <= 3; step++) {
            executable.run();
            double cost = descend(theta, x, t);
            Tolerances.assertClose(
                "cost in step " + step,
                Tensor.scalar(DataType.FLOAT32, cost),
                executable.output("cost").read());
            Tolerances.assertClose(
                "bias after step " + step,
                Samples.vector(DataType.FLOAT32, theta[0]),
                variables.read("bias"));
            Tolerances.assertClose(
                "kernel after step " + step,
                Samples.vector(DataType.FLOAT32, theta[1], theta[2], theta[3])
                    .reshape(Shape.of(TrainingStep.FEATURES, 1)),
                variables.read("kernel"));
            assertEquals(Tensor.scalar(DataType.INT32, step), variables.read("steps"));
          }
        });
  }

  /** The same step with loops; returns the cost before it. */
  private static double descend(double[] theta, Tensor x, Tensor t) {
    double[] gradient = new double[theta.length];
    double cost = 0;
    for (int i = 0; i < TrainingStep.EXAMPLES; i++) {
      double error = theta[0] - t.get(i);
      for (int j = 0; j < TrainingStep.FEATURES; j++) {
        error += x.get(i * TrainingStep.FEATURES + j) * theta[1 + j];
      }
      cost += error * error / TrainingStep.EXAMPLES;
      gradient[0] += 2 * error / TrainingStep.EXAMPLES;
      for (int j = 0; j < TrainingStep.FEATURES; j++) {
        gradient[1 + j] += 2 * error * x.get(i * TrainingStep.FEATURES + j) / TrainingStep.EXAMPLES;
      }
    }
    for (int j = 0; j < theta.length; j++) {
      theta[j] -= TrainingStep.LEARNING_RATE * gradient[j];
    }
    return cost;
  }

  @Test
  public void executablesOfOneModelShareItsVariables() {
    GraphBuilder builder = new GraphBuilder();
    Value steps =
        builder.emit(
            new Variable(
                "steps", Variable.Role.STATE, new TensorType(DataType.INT32, Shape.SCALAR)));
    builder.output("doubled", steps.add(steps));
    Plan training = PlainPlans.of(TrainingStep.graph());
    Plan reading = PlainPlans.of(builder.build(), training.variables());
    try (Variables variables = backend().allocate(training.variables());
        Variables others = backend().allocate(training.variables());
        Executable trains = backend().compile(training, variables);
        Executable reads = backend().compile(reading, variables)) {
      trains.run();
      trains.run();
      reads.run();
      assertEquals(Tensor.scalar(DataType.INT32, 4), reads.output("doubled").read());
      variables.write("steps", Tensor.scalar(DataType.INT32, 50));
      reads.run();
      assertEquals(Tensor.scalar(DataType.INT32, 100), reads.output("doubled").read());
      assertEquals(Tensor.scalar(DataType.INT32, 0), others.read("steps"));
    }
  }

  @Test
  public void variablesMaySwapTheirValues() {
    GraphBuilder builder = new GraphBuilder();
    TensorType type = new TensorType(DataType.FLOAT32, Shape.of(3));
    Value a = builder.emit(new Variable("a", Variable.Role.STATE, type));
    Value b = builder.emit(new Variable("b", Variable.Role.STATE, type));
    builder.update(a, b);
    builder.update(b, a);
    compile(
        builder.build(),
        (executable, variables) -> {
          Tensor first = Samples.vector(DataType.FLOAT32, 1, 2, 3);
          Tensor second = Samples.vector(DataType.FLOAT32, 4, 5, 6);
          variables.write("a", first);
          variables.write("b", second);
          executable.run();
          assertEquals(second, variables.read("a"));
          assertEquals(first, variables.read("b"));
        });
  }
}
