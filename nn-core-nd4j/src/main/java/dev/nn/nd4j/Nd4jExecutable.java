package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Port;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan whose instructions are bound to kernels: running it is walking an array. */
final class Nd4jExecutable implements Executable {
  private final NativeBlock arena;
  private final NativeBlock constants;
  private final Nd4jVariables variables;
  private final Regions regions;
  private final Kernel[] kernels;
  private final Map<String, Port> inputs = new HashMap<>();
  private final Map<String, Port> outputs = new HashMap<>();
  private boolean closed;

  Nd4jExecutable(
      Plan plan,
      Nd4jVariables variables,
      Workers workers,
      Workspace[] workspaces,
      DnnStart dnn,
      boolean avx512) {
    this.variables = variables;
    arena = NativeBlock.allocate(plan.arenaBytes(), "the values of one step");
    NativeBlock fixed = null;
    List<Kernel> bound = new ArrayList<>();
    try {
      fixed = NativeBlock.allocate(plan.constantBytes(), "constants");
      Map<Buffer.Region, NativeBlock> blocks = new HashMap<>(variables.blocks());
      blocks.put(Buffer.Region.ARENA, arena);
      blocks.put(Buffer.Region.CONSTANT, fixed);
      regions = new Regions(blocks);
      plan.constants()
          .forEach((buffer, value) -> new Nd4jPort(buffer, regions, () -> false).write(value));
      for (Instruction instruction : plan.instructions()) {
        bound.add(
            Kernels.bind(new Binding(instruction, regions, workers, workspaces, dnn, avx512)));
      }
      kernels = bound.toArray(Kernel[]::new);
      plan.inputs().forEach((name, buffer) -> inputs.put(name, port(buffer)));
      plan.outputs().forEach((name, buffer) -> outputs.put(name, port(buffer)));
    } catch (RuntimeException e) {
      bound.forEach(Kernel::close);
      arena.close();
      if (fixed != null) {
        fixed.close();
      }
      throw e;
    }
    constants = fixed;
  }

  private Port port(Buffer buffer) {
    return new Nd4jPort(buffer, regions, this::isClosed);
  }

  private boolean isClosed() {
    return closed || variables.isClosed();
  }

  @Override
  public Port input(String name) {
    return find("input", name, inputs);
  }

  @Override
  public Port output(String name) {
    return find("output", name, outputs);
  }

  private static Port find(String kind, String name, Map<String, Port> ports) {
    Port port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException(
          "there is no " + kind + " '" + name + "', only " + ports.keySet());
    }
    return port;
  }

  @Override
  public void run() {
    if (isClosed()) {
      throw new IllegalStateException("this executable, or its variables, have been closed");
    }
    for (Kernel kernel : kernels) {
      kernel.run();
    }
    Reference.reachabilityFence(this); // Kernels do not keep the memory they work on.
  }

  /** One for each of the plan's instructions: for measuring. */
  List<Kernel> kernels() {
    return List.of(kernels);
  }

  /** One of the plan's buffers as ND4J sees it. */
  INDArray array(Buffer buffer) {
    return regions.array(buffer);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Arrays.asList(kernels).forEach(Kernel::close);
      arena.close();
      constants.close();
    }
  }
}
