package dev.nn.testkit;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Graph;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.model.Compiler;
import java.util.List;
import java.util.Map;

/** A graph on a backend, by the way that training takes: simplified, fused and planned. */
public final class Program implements AutoCloseable {
  private final Variables variables;
  private final Executable executable;

  private Program(Variables variables, Executable executable) {
    this.variables = variables;
    this.executable = executable;
  }

  /**
   * Compiles a graph with all savings.
   *
   * @param variables all that the graph has
   */
  public static Program compile(Graph graph, List<Variable> variables, Backend backend) {
    return compile(graph, variables, backend, Compiler.DEFAULT);
  }

  /** Compiles a graph. */
  public static Program compile(
      Graph graph, List<Variable> variables, Backend backend, Compiler compiler) {
    VariableLayout layout = new VariableLayout(variables);
    Variables memory = backend.allocate(layout);
    try {
      return new Program(memory, backend.compile(compiler.compile(graph, layout, backend), memory));
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** Writes an input; floating values are converted. */
  public void write(String input, Tensor value) {
    executable.input(input).write(value);
  }

  /** Writes inputs by name. */
  public void write(Map<String, Tensor> inputs) {
    inputs.forEach(this::write);
  }

  /** Sets a variable; floating values are converted. */
  public void set(String variable, Tensor value) {
    Tensor now = variables.read(variable);
    variables.write(variable, value.cast(now.dtype()));
  }

  /** Sets variables by name. */
  public void set(Map<String, Tensor> values) {
    values.forEach(this::set);
  }

  /** Runs once. */
  public void run() {
    executable.run();
  }

  /** A copy of an output. */
  public Tensor output(String name) {
    return executable.output(name).read();
  }

  /** A copy of a variable. */
  public Tensor variable(String name) {
    return variables.read(name);
  }

  @Override
  public void close() {
    executable.close();
    variables.close();
  }
}
