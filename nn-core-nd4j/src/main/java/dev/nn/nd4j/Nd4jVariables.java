package dev.nn.nd4j;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The memory of a model's variables: one block per role. */
final class Nd4jVariables implements Variables {
  private final VariableLayout layout;
  private final Map<Buffer.Region, NativeBlock> blocks = new EnumMap<>(Buffer.Region.class);
  private final Map<String, Nd4jPort> ports = new HashMap<>();
  private volatile boolean closed;

  /**
   * Allocates.
   *
   * @throws BackendException if there is not enough memory; nothing stays allocated then
   */
  Nd4jVariables(VariableLayout layout) {
    this.layout = layout;
    try {
      for (Variable.Role role : Variable.Role.values()) {
        String purpose = "the variables (" + role.name().toLowerCase(Locale.ROOT) + ")";
        blocks.put(VariableLayout.region(role), NativeBlock.allocate(layout.bytes(role), purpose));
      }
    } catch (BackendException e) {
      close();
      throw e;
    }
    Regions regions = new Regions(blocks);
    layout
        .buffers()
        .forEach((name, buffer) -> ports.put(name, new Nd4jPort(buffer, regions, this::isClosed)));
  }

  Map<Buffer.Region, NativeBlock> blocks() {
    return blocks;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public VariableLayout layout() {
    return layout;
  }

  @Override
  public void write(String variable, Tensor value) {
    Nd4jPort port = port(variable);
    if (!value.type().equals(port.type())) {
      throw new IllegalArgumentException(
          "variable '" + variable + "' is " + port.type() + ", not " + value.type());
    }
    port.write(value);
  }

  @Override
  public Tensor read(String variable) {
    return port(variable).read();
  }

  private Nd4jPort port(String variable) {
    Nd4jPort port = ports.get(variable);
    if (port == null) {
      throw new IllegalArgumentException(
          "there is no variable '" + variable + "', only " + ports.keySet());
    }
    return port;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      blocks.values().forEach(NativeBlock::close);
    }
  }
}
