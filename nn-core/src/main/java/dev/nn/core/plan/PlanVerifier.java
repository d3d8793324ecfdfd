package dev.nn.core.plan;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Variable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
    Map<Buffer.Region, Long> sizes = sizes(plan);
    for (Instruction instruction : plan.instructions()) {
      instruction.inputs().forEach(buffer -> checkBounds(sizes, instruction, buffer));
      instruction.outputs().forEach(buffer -> checkBounds(sizes, instruction, buffer));
      checkOverlap(instruction);
    }
    return plan;
  }

  private static Map<Buffer.Region, Long> sizes(Plan plan) {
    Map<Buffer.Region, Long> sizes = new EnumMap<>(Buffer.Region.class);
    sizes.put(Buffer.Region.ARENA, plan.arenaBytes());
    sizes.put(Buffer.Region.CONSTANT, plan.constantBytes());
    for (Variable.Role role : Variable.Role.values()) {
      sizes.put(VariableLayout.region(role), plan.variables().bytes(role));
    }
    return sizes;
  }

  private static void checkBounds(
      Map<Buffer.Region, Long> sizes, Instruction instruction, Buffer buffer) {
    long size = sizes.get(buffer.region());
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
