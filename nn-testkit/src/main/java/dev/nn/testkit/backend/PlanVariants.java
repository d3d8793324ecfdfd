package dev.nn.testkit.backend;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The same computation with its values in other places. */
final class PlanVariants {
  /** Bytes watched before and after every output; less than half a {@link PlainPlans#GAP}. */
  private static final int WATCHED = 32;

  static final String BEFORE = "before/";
  static final String AFTER = "after/";
  static final String POISON = "poison/";

  private PlanVariants() {}

  /** Every buffer of the arena one element further on: aligned to its element size, no more. */
  static Plan unaligned(Plan plan) {
    return moved(
        plan,
        buffer ->
            buffer.region() == Buffer.Region.ARENA
                ? new Buffer(
                    buffer.region(), buffer.offset() + buffer.type().dtype().bytes(), buffer.type())
                : buffer);
  }

  /** Outputs where inputs lie. */
  static Plan inPlace(Plan plan, Map<Buffer, Buffer> outputToInput) {
    return moved(
        plan,
        buffer -> {
          Buffer input = outputToInput.get(buffer);
          return input == null ? buffer : new Buffer(input.region(), input.offset(), buffer.type());
        });
  }

  /**
   * More inputs: for every output its own memory, so that the caller can fill it with NaN before a
   * run, and the bytes around it, so that the caller can see whether they change.
   */
  static Plan watched(Plan plan) {
    Map<String, Buffer> inputs = new LinkedHashMap<>(plan.inputs());
    plan.outputs()
        .forEach(
            (name, output) -> {
              Buffer.Region region = output.region();
              // Integers show every changed byte; but next to bools they would not be aligned.
              DataType kind =
                  output.type().dtype() == DataType.BOOL ? DataType.BOOL : DataType.INT32;
              TensorType bytes = new TensorType(kind, Shape.of(WATCHED / kind.bytes()));
              inputs.put(POISON + name, output);
              inputs.put(BEFORE + name, new Buffer(region, output.offset() - WATCHED, bytes));
              inputs.put(AFTER + name, new Buffer(region, output.end(), bytes));
            });
    return new Plan(
        plan.instructions(),
        inputs,
        plan.outputs(),
        plan.constants(),
        plan.arenaBytes(),
        plan.constantBytes(),
        plan.variables());
  }

  private static Plan moved(Plan plan, UnaryOperator<Buffer> move) {
    return new Plan(
        plan.instructions().stream()
            .map(
                instruction ->
                    new Instruction(
                        instruction.op(),
                        instruction.inputs().stream().map(move).toList(),
                        instruction.outputs().stream().map(move).toList(),
                        instruction.path(),
                        instruction.node()))
            .toList(),
        moved(plan.inputs(), move),
        moved(plan.outputs(), move),
        plan.constants(),
        plan.arenaBytes(),
        plan.constantBytes(),
        plan.variables());
  }

  private static Map<String, Buffer> moved(
      Map<String, Buffer> buffers, UnaryOperator<Buffer> move) {
    Map<String, Buffer> moved = new LinkedHashMap<>();
    buffers.forEach((name, buffer) -> moved.put(name, move.apply(buffer)));
    return moved;
  }
}
