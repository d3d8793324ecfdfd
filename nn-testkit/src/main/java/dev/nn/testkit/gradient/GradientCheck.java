package dev.nn.testkit.gradient;

import dev.nn.api.backend.Backend;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.CentralDifferences;
import dev.nn.core.check.RoundingNoise;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.reference.ReferenceBackend;
import dev.nn.testkit.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Compares ∂C/∂x by backpropagation with {@link CentralDifferences} in float64, for all parameters
 * and floating inputs x of a network, where C = Σ w·output with random weights w. The command
 * {@code nn gradcheck} does the same for the cost of a config, on its data.
 *
 * @param training mode of the layers
 * @param seed of parameters, of w, and of the entries chosen
 * @param mostEntries of larger tensors only so many entries are compared, chosen at random
 * @param skipKinks leave out entries at which slopes to the left and to the right differ: for
 *     functions that are not smooth, such as relu
 */
public record GradientCheck(boolean training, long seed, int mostEntries, boolean skipKinks) {
  /** Largest error to expect of correct gradients; see {@link CentralDifferences}. */
  public static final double TOLERANCE = 1e-6;

  private static final String COST = "cost";
  private static final String GRADIENT = "gradient of ";

  /** In training mode, up to 200 entries of each tensor, for smooth functions. */
  public static final GradientCheck DEFAULT = new GradientCheck(true, 1, 200, false);

  /** This in training or inference mode. */
  public GradientCheck inTraining(boolean training) {
    return new GradientCheck(training, seed, mostEntries, skipKinks);
  }

  /** This for functions with kinks. */
  public GradientCheck skippingKinks() {
    return new GradientCheck(training, seed, mostEntries, true);
  }

  /** Checks one layer with inputs {@code [batch, ...]}. */
  public GradientReport of(Layer layer, Tensor... inputs) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    List<Network.Input> examples = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      String name = "input_" + i;
      Shape example = inputs[i].shape().withoutBatch();
      named.put(name, inputs[i]);
      examples.add(new Network.Input(name, inputs[i].type().withShape(example)));
    }
    Network.Node node = new Network.Node("layer", layer, List.copyOf(named.keySet()), true);
    return of(new Network(examples, List.of(node), List.of("layer")), named);
  }

  /** Checks a network with inputs by name, each {@code [batch, ...]}. */
  public GradientReport of(Network network, Map<String, Tensor> inputs) {
    try (Backend backend = new ReferenceBackend();
        Run run = new Run(network, inputs, backend)) {
      return run.compare();
    }
  }

  /** One check at work. */
  private final class Run implements AutoCloseable {
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Value> differentiated = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Program forward;
    private final Program backward;

    Run(Network network, Map<String, Tensor> values, Backend backend) {
      values.forEach(
          (name, v) ->
              inputs.put(name, v.dtype().isFloating() ? copy(v.cast(DataType.FLOAT64)) : v));
      int batch = values.values().iterator().next().shape().size(0);
      GraphBuilder builder = new GraphBuilder();
      NetworkWriter.Forward written =
          new NetworkWriter(builder, DataType.FLOAT64, training).write(network, batch);
      Value cost = cost(builder, network, written);
      builder.output(COST, cost);
      Graph alone = builder.build();
      if (alone.hasInput(NetworkWriter.RANDOM_KEY)) {
        inputs.put(NetworkWriter.RANDOM_KEY, Tensor.of(Shape.of(2), (int) seed, 1));
      }
      collect(written);
      List<Value> gradients = Backpropagation.gradients(cost, List.copyOf(differentiated.values()));
      int next = 0;
      for (String name : differentiated.keySet()) {
        builder.output(GRADIENT + name, gradients.get(next++));
      }
      List<Variable> variables =
          written.variables().stream().map(NetworkWriter.Declared::variable).toList();
      forward = Program.compile(alone, variables, backend);
      backward = Program.compile(builder.build(), variables, backend);
      forward.write(inputs);
      backward.write(inputs);
      forward.set(parameters);
      backward.set(parameters);
    }

    private Value cost(GraphBuilder builder, Network network, NetworkWriter.Forward written) {
      Value cost = builder.scalar(DataType.FLOAT64, 0);
      for (String name : network.outputs()) {
        Value output = written.values().get(name);
        double[] weights = random.doubles(output.shape().elements(), 0.5, 1.5).toArray();
        for (int i = 0; i < weights.length; i++) {
          weights[i] *= random.nextBoolean() ? 1 : -1;
        }
        Value weight = builder.constant(Tensor.of(output.shape(), weights));
        cost = cost.add(output.multiply(weight).sum());
      }
      return cost;
    }

    /** Gives every variable a first value, moved a little so that none is all equal. */
    private void collect(NetworkWriter.Forward written) {
      inputs.forEach(
          (name, value) -> {
            if (value.dtype().isFloating()) {
              differentiated.put(name, written.values().get(name));
            }
          });
      for (NetworkWriter.Declared declared : written.variables()) {
        Variable variable = declared.variable();
        double[] first = declared.spec().initializer().sample(declared.spec(), random);
        for (int i = 0; i < first.length; i++) {
          first[i] += random.nextDouble(0.05, 0.3);
        }
        parameters.put(variable.variable(), Tensor.of(variable.type(), first));
        if (variable.role() != Variable.Role.STATE) {
          differentiated.put(variable.variable(), declared.value());
        }
      }
    }

    GradientReport compare() {
      backward.run();
      forward.run();
      double here = forward.output(COST).item();
      Map<String, Tensor> values = new LinkedHashMap<>();
      Map<String, Tensor> gradients = new LinkedHashMap<>();
      for (String name : differentiated.keySet()) {
        values.put(name, inputs.containsKey(name) ? inputs.get(name) : parameters.get(name));
        gradients.put(name, backward.output(GRADIENT + name));
      }
      double rounding = RoundingNoise.of(this::at, here, values, random);
      CentralDifferences differences = new CentralDifferences(this::at, here, rounding, TOLERANCE);
      return new GradientReport(
          differentiated.keySet().stream()
              .map(
                  name ->
                      differences.compare(
                          name,
                          values.get(name),
                          gradients.get(name),
                          entries(values.get(name).size())))
              .map(check -> GradientReport.TensorError.of(check, skipKinks))
              .toList());
    }

    private int[] entries(int size) {
      return size <= mostEntries
          ? IntStream.range(0, size).toArray()
          : random.ints(0, size).distinct().limit(mostEntries).sorted().toArray();
    }

    /** C with one entry of one tensor replaced. */
    private double at(String name, int index, double value) {
      boolean isInput = inputs.containsKey(name);
      Tensor tensor = isInput ? inputs.get(name) : parameters.get(name);
      double before = tensor.get(index);
      tensor.doubles()[index] = value;
      put(isInput, name, tensor);
      forward.run();
      tensor.doubles()[index] = before;
      put(isInput, name, tensor);
      return forward.output(COST).item();
    }

    private void put(boolean isInput, String name, Tensor tensor) {
      if (isInput) {
        forward.write(name, tensor);
      } else {
        forward.set(name, tensor);
      }
    }

    private Tensor copy(Tensor value) {
      return Tensor.of(value.shape(), value.toDoubles());
    }

    @Override
    public void close() {
      forward.close();
      backward.close();
    }
  }
}
