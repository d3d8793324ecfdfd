package dev.nn.core.plan;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import java.util.List;

/**
 * Checks a plan: buffers within their regions, and no instruction that writes what it still has to
 * read.
 */
public final class PlanVerifier {
  private PlanVerifier() {}

  /**
   * @return the plan itself
   * @throws IllegalStateException naming the instruction and its fault
   */
  public static Plan verify(Plan plan) {
    for (Instruction instruction : plan.instructions()) {
      instruction.inputs().forEach(buffer -> checkBounds(plan, instruction, buffer));
      instruction.outputs().forEach(buffer -> checkBounds(plan, instruction, buffer));
      checkOverlap(instruction);
    }
    return plan;
  }

  private static void checkBounds(Plan plan, Instruction instruction, Buffer buffer) {
    long size =
        switch (buffer.region()) {
          case ARENA -> plan.arenaBytes();
          case CONSTANT -> plan.constantBytes();
          case PARAMETER -> plan.variables().bytes(dev.nn.api.op.Variable.Role.PARAMETER);
          case FROZEN -> plan.variables().bytes(dev.nn.api.op.Variable.Role.FROZEN);
          case STATE -> plan.variables().bytes(dev.nn.api.op.Variable.Role.STATE);
          case OPTIMIZER -> plan.variables().bytes(dev.nn.api.op.Variable.Role.OPTIMIZER);
        };
    if (buffer.offset() < 0 || buffer.end() > size) {
      throw fault(instruction, "uses " + buffer + " of a region of " + size + " bytes");
    }
    if (buffer.offset() % buffer.type().dtype().bytes() != 0) {
      throw fault(instruction, "uses the misaligned " + buffer);
    }
  }

  private static void checkOverlap(Instruction instruction) {
    boolean elementwise =
        instruction.op() instanceof Elementwise || instruction.op() instanceof Fused;
    List<Buffer> outputs = instruction.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      Buffer output = outputs.get(i);
      if (output.region() == Buffer.Region.CONSTANT) {
        throw fault(instruction, "writes the constant " + output);
      }
      for (Buffer other : outputs.subList(i + 1, outputs.size())) {
        if (output.overlaps(other)) {
          throw fault(instruction, "writes " + output + " and " + other + ", which overlap");
        }
      }
      for (Buffer input : instruction.inputs()) {
        boolean same =
            input.offset() == output.offset()
                && input.type().dtype().bytes() == output.type().dtype().bytes()
                && input.type().shape().equals(output.type().shape());
        if (input.overlaps(output) && !(elementwise && same)) {
          throw fault(instruction, "reads " + input + " and writes " + output + ", which overlap");
        }
      }
    }
  }

  private static IllegalStateException fault(Instruction instruction, String what) {
    return new IllegalStateException(
        "instruction "
            + instruction.op().name()
            + " of layer '"
            + instruction.path()
            + "' "
            + what);
  }
}
