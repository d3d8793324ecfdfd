package dev.nn.reference;

import static dev.nn.reference.Single.floats;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Op;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Plans and memory; what single ops compute is tested beside this. */
class ReferenceBackendTest {
  private static final VariableLayout NO_VARIABLES = new VariableLayout(List.of());
  private static final TensorType THREE = new TensorType(DataType.FLOAT32, Shape.of(3));
  private static final Binary ADD = new Binary(BinaryFunction.ADD);

  private final ReferenceBackend backend = new ReferenceBackend();

  private static Buffer arena(long offset, TensorType type) {
    return new Buffer(Buffer.Region.ARENA, offset, type);
  }

  private Executable compile(
      Map<String, Buffer> inputs, Map<String, Buffer> outputs, Instruction... instructions) {
    return backend.compile(
        Single.plan(List.of(instructions), inputs, outputs, 256), backend.allocate(NO_VARIABLES));
  }

  private static Instruction instruction(Op op, List<Buffer> inputs, Buffer output) {
    return new Instruction(op, inputs, List.of(output), "block/layer", 0);
  }

  @Test
  void theServiceLoaderFindsIt() {
    BackendProvider provider =
        ServiceLoader.load(BackendProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals("reference"))
            .findFirst()
            .orElseThrow();
    assertInstanceOf(ReferenceBackend.class, provider.open(BackendProvider.Options.DEFAULT));
  }

  @Test
  void buffersThatOverlapShareTheirBytes() {
    Buffer whole = arena(64, new TensorType(DataType.FLOAT32, Shape.of(2, 3)));
    Executable executable =
        compile(
            Map.of("whole", whole),
            Map.of(
                "sum",
                arena(128, THREE),
                "bits",
                arena(64, new TensorType(DataType.INT32, Shape.SCALAR))),
            instruction(ADD, List.of(arena(64, THREE), arena(76, THREE)), arena(128, THREE)));
    executable.input("whole").write(new float[] {1, 2, 3, 40, 50, 60}, 0);
    executable.run();
    assertEquals(floats(41, 52, 63), executable.output("sum").read());
    assertEquals(0x3F800000, executable.output("bits").read().item());
  }

  @Test
  void anElementwiseOutputMayLieOnItsInput() {
    Buffer x = arena(0, THREE);
    Executable executable =
        compile(Map.of("x", x), Map.of("x", x), instruction(ADD, List.of(x, x), x));
    executable.input("x").write(floats(1, 2, 3));
    executable.run();
    executable.run();
    assertEquals(floats(4, 8, 12), executable.output("x").read());
  }

  @Test
  void whatWasNeverWrittenIsNaN() {
    Executable executable = compile(Map.of(), Map.of("x", arena(0, THREE)));
    assertEquals(floats(Double.NaN, Double.NaN, Double.NaN), executable.output("x").read());
  }

  @Test
  void plansThatBreakTheRulesAreRefused() {
    Buffer x = arena(0, THREE);
    assertRefused("softmax in layer block/layer: output", new Softmax(), List.of(x), x);
    assertRefused("overlaps", ADD, List.of(x, arena(64, THREE)), arena(4, THREE));
    assertRefused(
        "add in layer block/layer makes [float32[3]], the plan stores [float32[2]]",
        ADD,
        List.of(x, x),
        arena(64, new TensorType(DataType.FLOAT32, Shape.of(2))));
    assertRefused("matmul needs two", new MatMul(false, false), List.of(x, x), arena(64, THREE));
    assertRefused("its region has 256", ADD, List.of(x, x), arena(248, THREE));
    assertRefused("multiple of its element size", ADD, List.of(x, x), arena(66, THREE));
  }

  @Test
  void anUnknownOpIsNamedWithItsLayer() {
    record Frobnicate() implements Op {
      @Override
      public String name() {
        return "frobnicate";
      }

      @Override
      public List<TensorType> infer(List<TensorType> inputs) {
        return inputs;
      }
    }
    assertFalse(backend.supports(new Frobnicate(), List.of(THREE)));
    assertRefused(
        "frobnicate in layer block/layer",
        new Frobnicate(),
        List.of(arena(0, THREE)),
        arena(64, THREE));
  }

  private void assertRefused(String part, Op op, List<Buffer> inputs, Buffer output) {
    BackendException error =
        assertThrows(
            BackendException.class,
            () -> compile(Map.of(), Map.of(), instruction(op, inputs, output)));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void aRoleIsOneVector() {
    VariableLayout layout =
        new VariableLayout(
            List.of(
                new Variable(
                    "bias", Variable.Role.PARAMETER, new TensorType(DataType.FLOAT32, Shape.of(1))),
                new Variable("kernel", Variable.Role.PARAMETER, THREE)));
    Buffer flat =
        new Buffer(Buffer.Region.PARAMETER, 0, new TensorType(DataType.FLOAT32, Shape.of(4)));
    Plan plan =
        new Plan(
            List.of(instruction(ADD, List.of(flat, flat), flat)),
            Map.of(),
            Map.of(),
            Map.of(),
            0,
            0,
            layout);
    Variables variables = backend.allocate(layout);
    variables.write("bias", floats(1));
    variables.write("kernel", floats(2, 3, 4));
    backend.compile(plan, variables).run();
    assertEquals(floats(2), variables.read("bias"));
    assertEquals(floats(4, 6, 8), variables.read("kernel"));
    BackendException error =
        assertThrows(
            BackendException.class, () -> backend.compile(plan, backend.allocate(NO_VARIABLES)));
    assertTrue(error.getMessage().contains("another layout"), error.getMessage());
  }

  @Test
  void aLayerOfUsualSizeTakesLessThanASecond() {
    TensorType x = new TensorType(DataType.FLOAT32, Shape.of(128, 784));
    TensorType kernel = new TensorType(DataType.FLOAT32, Shape.of(784, 512));
    TensorType z = new TensorType(DataType.FLOAT32, Shape.of(128, 512));
    List<Buffer> inputs = List.of(arena(0, x), arena(x.bytes(), kernel));
    Buffer output = arena(x.bytes() + kernel.bytes(), z);
    Plan plan =
        Single.plan(
            List.of(instruction(new MatMul(false, false), inputs, output)),
            Map.of("x", inputs.get(0), "kernel", inputs.get(1)),
            Map.of("z", output),
            output.end());
    Executable executable = backend.compile(plan, backend.allocate(NO_VARIABLES));
    executable.input("x").write(Tensor.zeros(x));
    executable.input("kernel").write(Tensor.zeros(kernel));
    long best = Long.MAX_VALUE; // The first run is not compiled yet, and the machine may be busy.
    for (int run = 0; run < 5; run++) {
      long start = System.nanoTime();
      executable.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    assertTrue(best < 1_000_000_000, "took " + best + " ns");
  }
}
