package dev.nn.reference;

import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model's variables: one region per role, and a window for every variable. */
final class ReferenceVariables implements Variables {
  private final VariableLayout layout;
  private final Memory memory = new Memory();
  private final Map<String, WindowPort> ports = new LinkedHashMap<>();

  ReferenceVariables(VariableLayout layout) {
    this.layout = layout;
    for (Variable.Role role : Variable.Role.values()) {
      memory.allocate(VariableLayout.region(role), layout.bytes(role));
    }
    layout
        .buffers()
        .forEach((name, buffer) -> ports.put(name, new WindowPort(memory.window(buffer))));
  }

  Memory memory() {
    return memory;
  }

  @Override
  public VariableLayout layout() {
    return layout;
  }

  @Override
  public void write(String variable, Tensor value) {
    WindowPort port = port(variable);
    if (!value.type().equals(port.type())) {
      throw new IllegalArgumentException(
          "variable " + variable + " is " + port.type() + ", got " + value.type());
    }
    port.write(value);
  }

  @Override
  public Tensor read(String variable) {
    return port(variable).read();
  }

  private WindowPort port(String variable) {
    WindowPort port = ports.get(variable);
    if (port == null) {
      throw new IllegalArgumentException(
          "there is no variable " + variable + ", only " + ports.keySet());
    }
    return port;
  }

  @Override
  public void close() {}
}
