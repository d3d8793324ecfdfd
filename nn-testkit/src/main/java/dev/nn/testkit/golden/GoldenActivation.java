package dev.nn.testkit.golden;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.testkit.Program;
import java.util.List;

/** a = f(x) and ∂(Σ a·g)/∂x. */
final class GoldenActivation {
  private GoldenActivation() {}

  static void check(GoldenCheck check) {
    Tensor x = check.cast(check.golden().tensor("input"));
    Tensor upstream = check.cast(check.golden().tensor("output_gradient"));
    GraphBuilder builder = new GraphBuilder();
    Value input = builder.emit(new Input("x", x.type()));
    Value output = check.make(Activation.class).apply(input);
    Value cost = output.multiply(builder.emit(new Input("upstream", upstream.type()))).sum();
    builder.output("output", output);
    builder.output("gradient", Backpropagation.gradients(cost, List.of(input)).get(0));
    try (Program program = Program.compile(builder.build(), List.of(), check.backend())) {
      program.write("x", x);
      program.write("upstream", upstream);
      program.run();
      check.compare("output", check.golden().tensor("output"), program.output("output"));
      check.compareGradient(
          "input gradient", check.golden().tensor("input_gradient"), program.output("gradient"));
    }
  }
}
