package dev.nn.reference;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one op on given values, each value in memory of its own. */
final class Single {
  private static final VariableLayout NO_VARIABLES = new VariableLayout(List.of());

  private Single() {}

  static Tensor run(Op op, Tensor... inputs) {
    return runAll(op, inputs).get(0);
  }

  static List<Tensor> runAll(Op op, Tensor... inputs) {
    List<Buffer> sources = new ArrayList<>();
    long end = 0;
    for (Tensor input : inputs) {
      end = place(input.type(), end, sources);
    }
    List<Buffer> targets = new ArrayList<>();
    for (TensorType type : op.infer(List.of(inputs).stream().map(Tensor::type).toList())) {
      end = place(type, end, targets);
    }
    Plan plan =
        plan(
            List.of(new Instruction(op, sources, targets, "block/layer", 0)),
            named("x", sources),
            named("y", targets),
            end);
    ReferenceBackend backend = new ReferenceBackend();
    try (Executable executable = backend.compile(plan, backend.allocate(NO_VARIABLES))) {
      for (int i = 0; i < inputs.length; i++) {
        executable.input("x" + i).write(inputs[i]);
      }
      executable.run();
      return plan.outputs().keySet().stream().map(y -> executable.output(y).read()).toList();
    }
  }

  static Plan plan(
      List<Instruction> instructions,
      Map<String, Buffer> inputs,
      Map<String, Buffer> outputs,
      long bytes) {
    return new Plan(instructions, inputs, outputs, Map.of(), bytes, 0, NO_VARIABLES);
  }

  private static long place(TensorType type, long end, List<Buffer> buffers) {
    long offset = (end + 63) / 64 * 64;
    buffers.add(new Buffer(Buffer.Region.ARENA, offset, type));
    return offset + type.bytes();
  }

  private static Map<String, Buffer> named(String prefix, List<Buffer> buffers) {
    Map<String, Buffer> named = new LinkedHashMap<>();
    buffers.forEach(buffer -> named.put(prefix + named.size(), buffer));
    return named;
  }

  /** A float64 matrix of rows. */
  static Tensor matrix(double[]... rows) {
    double[] values = new double[rows.length * rows[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return Tensor.of(Shape.of(rows.length, rows[0].length), values);
  }

  /** A float64 vector. */
  static Tensor vector(double... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  /** An int32 vector. */
  static Tensor ints(int... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  /** A bool vector. */
  static Tensor bools(boolean... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  /** A float32 vector. */
  static Tensor floats(double... values) {
    return Tensor.of(new TensorType(DataType.FLOAT32, Shape.of(values.length)), values);
  }

  /** 0, 1, 2, … in float64. */
  static Tensor counting(int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Tensor.of(shape, values);
  }
}
