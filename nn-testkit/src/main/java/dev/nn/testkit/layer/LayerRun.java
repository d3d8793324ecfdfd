package dev.nn.testkit.layer;

import dev.nn.api.backend.Backend;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.testkit.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A layer alone in a network: written, and run once with reproducible parameters. */
final class LayerRun {
  private static final String LAYER = "layer";

  private LayerRun() {}

  /** A graph with the layer in it. */
  record Written(GraphBuilder builder, NetworkWriter.Forward forward) {
    Value output() {
      return forward.values().get(LAYER);
    }

    List<Declared> variables() {
      return forward.variables();
    }
  }

  static Written write(
      Layer layer, List<TensorType> examples, int batch, DataType dtype, boolean training) {
    List<Network.Input> inputs = new ArrayList<>();
    for (TensorType example : examples) {
      inputs.add(new Network.Input("input_" + inputs.size(), example));
    }
    List<String> names = inputs.stream().map(Network.Input::name).toList();
    Network network =
        new Network(inputs, List.of(new Network.Node(LAYER, layer, names, true)), List.of(LAYER));
    GraphBuilder builder = new GraphBuilder();
    return new Written(builder, new NetworkWriter(builder, dtype, training).write(network, batch));
  }

  /** Output, gradients of Σ output by parameter, and new states, by name. */
  static Map<String, Tensor> run(
      Layer layer, Tensor[] inputs, DataType dtype, boolean training, Backend backend) {
    List<TensorType> examples = new ArrayList<>();
    for (Tensor input : inputs) {
      examples.add(input.type().withShape(input.shape().withoutBatch()));
    }
    Written written = write(layer, examples, inputs[0].shape().size(0), dtype, training);
    GraphBuilder builder = written.builder();
    List<String> outputs = outputs(written);
    written.forward().stateUpdates().forEach(builder::update);
    List<Variable> variables = written.variables().stream().map(Declared::variable).toList();
    try (Program program = Program.compile(builder.build(), variables, backend)) {
      for (int i = 0; i < inputs.length; i++) {
        program.write("input_" + i, inputs[i]);
      }
      if (builder.build().hasInput(NetworkWriter.RANDOM_KEY)) {
        program.write(NetworkWriter.RANDOM_KEY, Tensor.of(Shape.of(2), 3, 4));
      }
      program.set(values(written));
      program.run();
      Map<String, Tensor> results = new LinkedHashMap<>();
      outputs.forEach(name -> results.put(name, program.output(name)));
      variables.stream()
          .filter(variable -> variable.role() == Variable.Role.STATE)
          .forEach(v -> results.put(v.variable(), program.variable(v.variable())));
      return results;
    }
  }

  private static List<String> outputs(Written written) {
    GraphBuilder builder = written.builder();
    List<String> names = new ArrayList<>(List.of("output"));
    builder.output("output", written.output());
    List<Declared> parameters =
        written.variables().stream()
            .filter(declared -> declared.variable().role() == Variable.Role.PARAMETER)
            .toList();
    if (!parameters.isEmpty()) {
      List<Value> gradients =
          Backpropagation.gradients(
              written.output().sum(), parameters.stream().map(Declared::value).toList());
      for (int i = 0; i < gradients.size(); i++) {
        String name = "gradient of " + parameters.get(i).variable().variable();
        builder.output(name, gradients.get(i));
        names.add(name);
      }
    }
    return names;
  }

  /** A first value for each variable, moved a little, rounded to float32. */
  private static Map<String, Tensor> values(Written written) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(11);
    for (Declared declared : written.variables()) {
      double[] first = declared.spec().initializer().sample(declared.spec(), random);
      for (int i = 0; i < first.length; i++) {
        first[i] = (float) (first[i] + random.nextDouble(0.05, 0.3));
      }
      values.put(declared.variable().variable(), Tensor.of(declared.variable().type(), first));
    }
    return values;
  }
}
