package dev.nn.testkit.golden;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.testkit.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Output, gradients of Σ output·g, and running values after one call. */
final class GoldenLayer {
  private static final String LAYER = "layer";
  private static final String UPSTREAM = "upstream";

  private final GoldenCheck check;
  private final List<Tensor> inputs;
  private final Tensor upstream;
  private final GraphBuilder builder = new GraphBuilder();
  private final NetworkWriter.Forward forward;

  private GoldenLayer(GoldenCheck check) {
    this.check = check;
    this.inputs =
        check.golden().tensorList("inputs").stream()
            .map(input -> check.cast(input.orElseThrow()))
            .toList();
    this.upstream = check.cast(check.golden().tensor("output_gradient"));
    boolean training = check.golden().flag("training");
    this.forward =
        new NetworkWriter(builder, check.dtype(), training)
            .write(network(), inputs.get(0).shape().size(0));
  }

  static void check(GoldenCheck check) {
    new GoldenLayer(check).run();
  }

  private Network network() {
    List<Network.Input> examples = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Shape example = inputs.get(i).shape().withoutBatch();
      examples.add(new Network.Input(input(i), inputs.get(i).type().withShape(example)));
    }
    List<String> names = examples.stream().map(Network.Input::name).toList();
    Network.Node node = new Network.Node(LAYER, check.make(Layer.class), names, true);
    return new Network(examples, List.of(node), List.of(LAYER));
  }

  private static String input(int i) {
    return "input_" + i;
  }

  private void run() {
    Map<String, Value> differentiated = differentiated();
    Value output = forward.values().get(LAYER);
    expectNames(Variable.Role.PARAMETER, check.golden().tensors("parameters").keySet());
    expectNames(Variable.Role.STATE, check.golden().tensors("state").keySet());
    Value cost = output.multiply(builder.emit(new Input(UPSTREAM, upstream.type()))).sum();
    List<Value> gradients = Backpropagation.gradients(cost, List.copyOf(differentiated.values()));
    builder.output("output", output);
    int next = 0;
    for (String name : differentiated.keySet()) {
      builder.output("gradient of " + name, gradients.get(next++));
    }
    forward.stateUpdates().forEach(builder::update);
    List<Variable> variables =
        forward.variables().stream().map(NetworkWriter.Declared::variable).toList();
    try (Program program = Program.compile(builder.build(), variables, check.backend())) {
      check.golden().tensors("parameters").forEach((name, v) -> program.set(variable(name), v));
      check.golden().tensors("state").forEach((name, v) -> program.set(variable(name), v));
      for (int i = 0; i < inputs.size(); i++) {
        program.write(input(i), inputs.get(i));
      }
      program.write(UPSTREAM, upstream);
      program.run();
      compare(program);
    }
  }

  private void compare(Program program) {
    GoldenCase golden = check.golden();
    check.compare("output", golden.tensor("output"), program.output("output"));
    List<Optional<Tensor>> inputGradients = golden.tensorList("input_gradients");
    for (int i = 0; i < inputGradients.size(); i++) {
      String name = "gradient of " + input(i);
      inputGradients.get(i).ifPresent(g -> check.compare(name, g, program.output(name)));
    }
    golden
        .tensors("parameter_gradients")
        .forEach(
            (parameter, expected) -> {
              String name = "gradient of " + variable(parameter);
              check.compare(name, expected, program.output(name));
            });
    golden
        .tensors("updated_state")
        .forEach((name, next) -> check.compare(name, next, program.variable(variable(name))));
  }

  private Map<String, Value> differentiated() {
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).dtype() != DataType.INT32) {
        values.put(input(i), forward.values().get(input(i)));
      }
    }
    forward.variables().stream()
        .filter(declared -> declared.variable().role() == Variable.Role.PARAMETER)
        .forEach(declared -> values.put(declared.variable().variable(), declared.value()));
    return values;
  }

  private void expectNames(Variable.Role role, Set<String> names) {
    Set<String> expected = new TreeSet<>(names.stream().map(GoldenLayer::variable).toList());
    Set<String> actual = new TreeSet<>();
    forward.variables().stream()
        .filter(declared -> declared.variable().role() == role)
        .forEach(declared -> actual.add(declared.variable().variable()));
    if (!expected.equals(actual)) {
      throw new AssertionError(
          "the layer should have variables " + expected + " of role " + role + ", has " + actual);
    }
  }

  private static String variable(String name) {
    return LAYER + "/" + name;
  }
}
