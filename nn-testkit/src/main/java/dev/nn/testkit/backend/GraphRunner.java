package dev.nn.testkit.backend;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Graph;
import dev.nn.api.tensor.Tensor;
import dev.nn.reference.ReferenceBackend;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a graph once, without passes and with the plainest of plans. */
public final class GraphRunner {
  private GraphRunner() {}

  /** Outputs of a graph on the reference backend. */
  public static Map<String, Tensor> run(Graph graph, Map<String, Tensor> inputs) {
    try (ReferenceBackend reference = new ReferenceBackend()) {
      return run(reference, graph, inputs, Map.of());
    }
  }

  /**
   * Outputs of a graph on any backend.
   *
   * @param variables initial values by name; others are 0
   */
  public static Map<String, Tensor> run(
      Backend backend, Graph graph, Map<String, Tensor> inputs, Map<String, Tensor> variables) {
    Plan plan = PlainPlans.of(Lowering.forBackend(graph, backend));
    try (Variables memory = backend.allocate(plan.variables());
        Executable executable = backend.compile(plan, memory)) {
      variables.forEach(memory::write);
      inputs.forEach((name, value) -> executable.input(name).write(value));
      executable.run();
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      plan.outputs().keySet().forEach(name -> outputs.put(name, executable.output(name).read()));
      return outputs;
    }
  }
}
