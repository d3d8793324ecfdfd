package dev.nn.reference;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Reshape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** Holds plans to their word before anything runs; a planner's mistake is found here. */
final class InstructionCheck {
  private InstructionCheck() {}

  /** Such as {@code matmul in layer hidden}. */
  private static String describe(Instruction instruction) {
    return instruction.op().name()
        + (instruction.path().isEmpty() ? " outside layers" : " in layer " + instruction.path());
  }

  /** Fails if the op is unknown, the types do not fit it, or an output overlaps wrongly. */
  static void check(Instruction instruction) {
    if (!KernelTable.supports(instruction.op())) {
      throw new BackendException(
          "the reference backend cannot run " + describe(instruction) + ": it has no such kernel");
    }
    checkTypes(instruction);
    for (int i = 0; i < instruction.outputs().size(); i++) {
      Buffer output = instruction.outputs().get(i);
      for (Buffer other : instruction.outputs().subList(0, i)) {
        if (output.overlaps(other)) {
          throw overlap(instruction, output, other);
        }
      }
      for (Buffer input : instruction.inputs()) {
        if (output.overlaps(input) && !mayLieOn(instruction, output, input)) {
          throw overlap(instruction, output, input);
        }
      }
    }
  }

  private static void checkTypes(Instruction instruction) {
    List<TensorType> inputs = instruction.inputs().stream().map(Buffer::type).toList();
    List<TensorType> outputs = instruction.outputs().stream().map(Buffer::type).toList();
    List<TensorType> expected;
    try {
      expected = instruction.op().infer(inputs);
    } catch (ShapeException e) {
      throw new BackendException(describe(instruction) + ": " + e.getMessage(), e);
    }
    if (!expected.equals(outputs)) {
      throw new BackendException(
          describe(instruction) + " makes " + expected + ", the plan stores " + outputs);
    }
  }

  private static boolean mayLieOn(Instruction instruction, Buffer output, Buffer input) {
    boolean byElement =
        instruction.op() instanceof Elementwise
            || instruction.op() instanceof Fused
            || instruction.op() instanceof Reshape;
    return byElement
        && output.offset() == input.offset()
        && output.type().dtype().bytes() == input.type().dtype().bytes()
        && output.type().shape().elements() == input.type().shape().elements();
  }

  private static BackendException overlap(Instruction instruction, Buffer output, Buffer other) {
    return new BackendException(
        describe(instruction) + ": output " + output + " overlaps " + other);
  }
}
