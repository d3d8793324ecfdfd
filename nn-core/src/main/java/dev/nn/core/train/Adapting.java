package dev.nn.core.train;

import dev.nn.api.backend.Executable;
import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.layer.AdaptedLayer.Adaptation;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.model.Model;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows the training data to the layers that adapt to them, one after the other. */
record Adapting(Model model, Network network) {
  private static final int BATCH = 256;
  private static final String READ = "read";

  /** Sets the states of all such layers; each sees what those before it make of the data. */
  void run(Dataset train) {
    int layers = forward(new GraphBuilder(), 1).adapted().size();
    for (int i = 0; i < layers; i++) {
      adapt(i, train);
    }
  }

  private NetworkWriter.Forward forward(GraphBuilder builder, int batch) {
    return new NetworkWriter(builder, model.dtype(), false).write(network, batch);
  }

  private void adapt(int layer, Dataset train) {
    NetworkWriter.Adapted adapted = forward(new GraphBuilder(), 1).adapted().get(layer);
    Adaptation adaptation = adapted.layer().adaptation().orElseThrow();
    int size = Math.min(BATCH, train.size());
    try (Executable executable = model.inspect(reading(layer, size))) {
      int from = 0;
      for (; from + size <= train.size(); from += size) {
        adaptation.see(read(executable, train, from, size));
      }
      if (from < train.size()) {
        try (Executable last = model.inspect(reading(layer, train.size() - from))) {
          adaptation.see(read(last, train, from, train.size() - from));
        }
      }
    }
    Map<String, Tensor> states = new LinkedHashMap<>();
    adaptation.states().forEach((name, value) -> states.put(adapted.weights() + "/" + name, value));
    model.restore(new Weights(states));
  }

  private Graph reading(int layer, int batch) {
    GraphBuilder builder = new GraphBuilder();
    NetworkWriter.Forward forward = forward(builder, batch);
    builder.output(READ, forward.adapted().get(layer).input());
    return builder.build();
  }

  private Tensor read(Executable executable, Dataset train, int from, int count) {
    for (Network.Input input : network.inputs()) {
      executable.input(input.name()).write(train.inputs().get(input.name()).rows(from, count));
    }
    executable.run();
    return executable.output(READ).read();
  }
}
