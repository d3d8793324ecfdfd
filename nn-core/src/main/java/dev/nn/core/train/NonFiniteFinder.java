package dev.nn.core.train;

import dev.nn.api.backend.Executable;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.model.Model;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;

/** Runs a forward pass with every value kept, and names the first that is not finite. */
record NonFiniteFinder(Model model, Network network, long seed) {
  String find(Batch batch, long step) {
    GraphBuilder builder = new GraphBuilder();
    new NetworkWriter(builder, model.dtype(), true).write(network, batch.count());
    Graph written = builder.build();
    for (Node node : written.nodes()) {
      for (int i = 0; i < node.types().size(); i++) {
        if (node.types().get(i).dtype().isFloating() && !(node.op() instanceof Constant)) {
          Ref ref = new Ref(node.id(), i);
          builder.output(ref.toString(), builder.value(ref));
        }
      }
    }
    try (Executable executable = model.inspect(builder.build())) {
      for (Network.Input input : network.inputs()) {
        executable.input(input.name()).write(batch.copy(input.name()));
      }
      if (written.hasInput(NetworkWriter.RANDOM_KEY)) {
        executable
            .input(NetworkWriter.RANDOM_KEY)
            .write(new int[] {StepProgram.seedBits(seed), (int) step}, 0);
      }
      executable.run();
      return written.nodes().stream()
          .filter(node -> isBad(executable, node))
          .findFirst()
          .map(NonFiniteFinder::describe)
          .orElse("all layers are finite, so the loss itself overflowed");
    }
  }

  private static boolean isBad(Executable executable, Node node) {
    for (int i = 0; i < node.types().size(); i++) {
      if (node.types().get(i).dtype().isFloating() && !(node.op() instanceof Constant)) {
        Tensor value = executable.output(new Ref(node.id(), i).toString()).read();
        for (int k = 0; k < value.size(); k++) {
          if (!Double.isFinite(value.get(k))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String describe(Node node) {
    if (node.op() instanceof Input input) {
      return "the input '" + input.input() + "' itself has values that are not finite";
    }
    if (node.op() instanceof Variable variable) {
      return "'" + variable.variable() + "' was the first to hold values that are not finite";
    }
    String value = node.label().isEmpty() ? "" : " (" + node.label() + ")";
    return "layer '"
        + node.path()
        + "' was the first with values that are not finite, in its "
        + node.op().name()
        + value;
  }
}
