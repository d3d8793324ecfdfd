package dev.nn.reference;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Port;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plan with every instruction bound to a kernel and to its windows. */
final class ReferenceExecutable implements Executable {
  private final Kernel[] kernels;
  private final Map<String, Port> inputs;
  private final Map<String, Port> outputs;
  private boolean closed;

  ReferenceExecutable(Plan plan, ReferenceVariables variables) {
    Memory memory = new Memory();
    memory.share(variables.memory());
    memory.allocate(Buffer.Region.ARENA, plan.arenaBytes());
    memory.poison(Buffer.Region.ARENA);
    memory.allocate(Buffer.Region.CONSTANT, plan.constantBytes());
    plan.constants().forEach((buffer, value) -> new WindowPort(memory.window(buffer)).write(value));
    kernels = new Kernel[plan.instructions().size()];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = bind(plan.instructions().get(i), memory);
    }
    inputs = ports(plan.inputs(), memory);
    outputs = ports(plan.outputs(), memory);
  }

  private static Kernel bind(Instruction instruction, Memory memory) {
    InstructionCheck.check(instruction);
    return KernelTable.bind(
        instruction.op(),
        new Operands(
            instruction.inputs().stream().map(memory::window).toList(),
            instruction.outputs().stream().map(memory::window).toList(),
            instruction));
  }

  private static Map<String, Port> ports(Map<String, Buffer> buffers, Memory memory) {
    Map<String, Port> ports = new LinkedHashMap<>();
    buffers.forEach((name, buffer) -> ports.put(name, new WindowPort(memory.window(buffer))));
    return ports;
  }

  @Override
  public Port input(String name) {
    return find(inputs, name, "input");
  }

  @Override
  public Port output(String name) {
    return find(outputs, name, "output");
  }

  private static Port find(Map<String, Port> ports, String name, String kind) {
    Port port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException(
          "there is no " + kind + " " + name + ", only " + ports.keySet());
    }
    return port;
  }

  @Override
  public void run() {
    if (closed) {
      throw new IllegalStateException("this executable has been closed");
    }
    for (Kernel kernel : kernels) {
      kernel.run();
    }
  }

  @Override
  public void close() {
    closed = true; // The memory is the garbage collector's; the promise is the same as everywhere.
  }
}
