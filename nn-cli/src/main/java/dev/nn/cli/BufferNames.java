package dev.nn.cli;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.optimize.GraphPrinter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people call the places of a plan. */
final class BufferNames {
  private final Map<Buffer, String> names = new HashMap<>();

  BufferNames(Plan plan) {
    // The memory of an input is no one else's for the whole run.
    plan.inputs().forEach((name, buffer) -> names.put(buffer, name));
    plan.variables().buffers().forEach((name, buffer) -> names.put(buffer, name));
    for (Map.Entry<Buffer, Tensor> constant : plan.constants().entrySet()) {
      if (constant.getValue().size() == 1) {
        names.put(constant.getKey(), GraphPrinter.number(constant.getValue()));
      }
    }
    for (Instruction instruction : plan.instructions()) {
      instruction.inputs().forEach(buffer -> nameAll(buffer, plan.variables()));
      instruction.outputs().forEach(buffer -> nameAll(buffer, plan.variables()));
    }
  }

  /** Names a buffer that holds all variables of a role. */
  private void nameAll(Buffer buffer, VariableLayout variables) {
    for (Variable.Role role : Variable.Role.values()) {
      boolean all =
          buffer.region() == VariableLayout.region(role)
              && buffer.offset() == 0
              && buffer.type().bytes() == variables.bytes(role);
      if (all) {
        FlatVariables op = new FlatVariables(role, buffer.type());
        names.putIfAbsent(buffer, GraphPrinter.call(op, List.of()));
      }
    }
  }

  /** An input or variable by its name, a number by its value, everything else by its place. */
  String of(Buffer buffer) {
    return names.getOrDefault(buffer, place(buffer));
  }

  /** Such as {@code arena+4096}. */
  static String place(Buffer buffer) {
    return buffer.region().name().toLowerCase(Locale.ROOT) + "+" + buffer.offset();
  }
}
