package dev.nn.testkit.engine;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.reference.ReferenceBackend;
import dev.nn.testkit.Tolerances;
import dev.nn.testkit.backend.PlainPlans;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Runs a graph for some steps, by a plan or by definition, and compares. */
final class Engine {
  private static final Tolerances TOLERANCES = new Tolerances(1e-12, 1e-12);
  private static final int STEPS = 3;

  private Engine() {}

  /** What can be seen after one step. */
  private record Seen(Map<String, Tensor> outputs, Map<String, Tensor> variables) {}

  /** Fails unless outputs and variables are as defined, after each of three steps. */
  static void check(
      Graph graph,
      List<Variable> variables,
      Map<String, Tensor> inputs,
      Map<String, Tensor> initial,
      BiFunction<VariableLayout, Backend, Plan> planned) {
    VariableLayout layout = new VariableLayout(variables);
    try (Backend backend = new ReferenceBackend();
        Variables memory = backend.allocate(layout);
        Executable executable = backend.compile(planned.apply(layout, backend), memory)) {
      initial.forEach(memory::write);
      Map<String, Tensor> before = initial;
      for (int step = 1; step <= STEPS; step++) {
        inputs.forEach((name, value) -> executable.input(name).write(value));
        executable.run();
        Seen expected = define(graph, layout, inputs, before, backend);
        for (String name : expected.outputs().keySet()) {
          compare(step, name, expected.outputs().get(name), executable.output(name).read());
        }
        expected
            .variables()
            .forEach((name, value) -> compareVariable(name, value, memory.read(name)));
        before = expected.variables();
      }
    }
  }

  private static void compare(int step, String name, Tensor expected, Tensor actual) {
    TOLERANCES.check("output " + name + " in step " + step, expected, actual);
  }

  private static void compareVariable(String name, Tensor expected, Tensor actual) {
    TOLERANCES.check("variable " + name, expected, actual);
  }

  /** Every value in its own memory; the variables are replaced here, all at once. */
  private static Seen define(
      Graph graph,
      VariableLayout layout,
      Map<String, Tensor> inputs,
      Map<String, Tensor> before,
      Backend backend) {
    Map<String, Ref> wanted = new LinkedHashMap<>(graph.outputs());
    graph.updates().forEach(u -> wanted.put("next " + u.variable(), u.value()));
    Graph readOnly = new Graph(graph.nodes(), wanted, List.of());
    try (Variables memory = backend.allocate(layout);
        Executable executable = backend.compile(PlainPlans.of(readOnly, layout), memory)) {
      before.forEach(memory::write);
      inputs.forEach((name, value) -> executable.input(name).write(value));
      executable.run();
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      graph.outputs().keySet().forEach(n -> outputs.put(n, executable.output(n).read()));
      Map<String, Tensor> after = new LinkedHashMap<>(before);
      for (Graph.Update update : graph.updates()) {
        Tensor next = executable.output("next " + update.variable()).read();
        replace(graph.node(update.variable()), next, layout, after);
      }
      return new Seen(outputs, after);
    }
  }

  private static void replace(
      Node variable, Tensor next, VariableLayout layout, Map<String, Tensor> values) {
    if (variable.op() instanceof Variable one) {
      values.put(one.variable(), next);
      return;
    }
    FlatVariables flat = (FlatVariables) variable.op();
    int from = 0;
    for (Variable part : layout.variables()) {
      if (part.role() == flat.role()) {
        Shape shape = part.type().shape();
        int to = from + shape.elements();
        values.put(part.variable(), Tensor.of(shape, Arrays.copyOfRange(next.doubles(), from, to)));
        from = to;
      }
    }
  }
}
