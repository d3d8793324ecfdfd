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
 * Compares ∂C/∂x by backpropagation with (C(x + h) − C(x − h))/2h in float64, for all parameters
 * and floating inputs x of a network, where C = Σ w·output with random weights w. Step h = 10⁻⁵: it
 * leaves an error of about h² from the formula and 10⁻¹⁶/h from rounding.
 *
 * @param training mode of the layers
 * @param seed of parameters, of w, and of the entries chosen
 * @param mostEntries of larger tensors only so many entries are compared, chosen at random
 * @param skipKinks leave out entries at which slopes to the left and to the right differ: for
 *     functions that are not smooth, such as relu
 */
public record GradientCheck(boolean training, long seed, int mostEntries, boolean skipKinks) {
  /** Largest error to expect of correct gradients; see {@link GradientReport.TensorError}. */
  public static final double TOLERANCE = 1e-6;

  private static final double STEP = 1e-5;
  // Kinks are looked for a little farther out than the differences reach.
  private static final int KINK_STEPS = 4;
  private static final double KINK = 1e-3;
  private static final double SMALLEST_SCALE = 1e-3;
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
      return new GradientReport(differentiated.keySet().stream().map(this::compare).toList());
    }

    private GradientReport.TensorError compare(String name) {
      Tensor analytic = backward.output(GRADIENT + name);
      double scale = SMALLEST_SCALE;
      for (double each : analytic.toDoubles()) {
        scale = Math.max(scale, Math.abs(each));
      }
      int skipped = 0;
      int worst = -1;
      double worstError = 0;
      double worstNumeric = Double.NaN;
      int[] entries = entries(analytic.size());
      for (int index : entries) {
        if (skipKinks && hasKink(name, index, scale)) {
          skipped++;
          continue;
        }
        double numeric = (at(name, index, STEP) - at(name, index, -STEP)) / (2 * STEP);
        double error = Math.abs(analytic.get(index) - numeric) / scale;
        // Written so that NaN counts as the worst of all.
        if (worst < 0 || !(error <= worstError)) {
          worst = index;
          worstError = error;
          worstNumeric = numeric;
        }
      }
      return new GradientReport.TensorError(
          name,
          entries.length - skipped,
          skipped,
          worst,
          worst < 0 ? Double.NaN : analytic.get(worst),
          worstNumeric,
          worstError);
    }

    private int[] entries(int size) {
      return size <= mostEntries
          ? IntStream.range(0, size).toArray()
          : random.ints(0, size).distinct().limit(mostEntries).sorted().toArray();
    }

    private boolean hasKink(String name, int index, double scale) {
      double reach = KINK_STEPS * STEP;
      double here = at(name, index, 0);
      double right = (at(name, index, reach) - here) / reach;
      double left = (here - at(name, index, -reach)) / reach;
      return Math.abs(right - left) > KINK * scale;
    }

    /** C with one entry of one tensor moved. */
    private double at(String name, int index, double by) {
      boolean isInput = inputs.containsKey(name);
      Tensor tensor = isInput ? inputs.get(name) : parameters.get(name);
      double before = tensor.get(index);
      tensor.doubles()[index] = before + by;
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
