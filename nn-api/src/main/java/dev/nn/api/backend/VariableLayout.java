package dev.nn.api.backend;

import dev.nn.api.op.Variable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a model's variables lie: those of one role side by side without gaps, in the given order.
 *
 * @param variables in order
 */
public record VariableLayout(List<Variable> variables) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a name occurs twice
   */
  public VariableLayout {
    variables = List.copyOf(variables);
    if (variables.stream().map(Variable::variable).distinct().count() != variables.size()) {
      throw new IllegalArgumentException("two variables have the same name: " + variables);
    }
  }

  /** Every variable's buffer, by name. */
  public Map<String, Buffer> buffers() {
    Map<Variable.Role, Long> ends = new EnumMap<>(Variable.Role.class);
    Map<String, Buffer> buffers = new LinkedHashMap<>();
    for (Variable variable : variables) {
      int size = variable.type().dtype().bytes();
      long end = ends.getOrDefault(variable.role(), 0L);
      long offset = (end + size - 1) / size * size; // A gap only after a smaller type.
      Buffer buffer = new Buffer(region(variable.role()), offset, variable.type());
      buffers.put(variable.variable(), buffer);
      ends.put(variable.role(), buffer.end());
    }
    return buffers;
  }

  /** Bytes that the variables of a role take. */
  public long bytes(Variable.Role role) {
    Buffer.Region region = region(role);
    return buffers().values().stream()
        .filter(buffer -> buffer.region() == region)
        .mapToLong(Buffer::end)
        .max()
        .orElse(0);
  }

  /** Elements of the variables of a role. */
  public int elements(Variable.Role role) {
    return variables.stream()
        .filter(v -> v.role() == role)
        .mapToInt(v -> v.type().shape().elements())
        .sum();
  }

  /** The memory that holds the variables of a role. */
  public static Buffer.Region region(Variable.Role role) {
    return switch (role) {
      case PARAMETER -> Buffer.Region.PARAMETER;
      case FROZEN -> Buffer.Region.FROZEN;
      case STATE -> Buffer.Region.STATE;
      case OPTIMIZER -> Buffer.Region.OPTIMIZER;
    };
  }
}
