package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.Formulas;
import dev.nn.core.activations.Linear;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.network.NetworkWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecurrentTest {
  private static final SequenceOptions BACKWARDS =
      new SequenceOptions(0, 0, true, false, true, false, Optional.empty());
  private static final SequenceOptions ZEROS =
      new SequenceOptions(0, 0, true, false, false, true, Optional.empty());
  private static final SequenceOptions WITH_STATE =
      new SequenceOptions(0, 0, false, true, false, false, Optional.empty());

  /** hₜ = xₜ + hₜ₋₁/2: simple enough to compute by hand. */
  private static SimpleRnn halving(SequenceOptions sequence) {
    return new SimpleRnn(1, new Linear(), RecurrentWeights.DEFAULT, sequence);
  }

  private static final Map<String, Tensor> HALVING =
      Map.of(
          "kernel", Tensor.of(Shape.of(1, 1), 1.0),
          "recurrent_kernel", Tensor.of(Shape.of(1, 1), 0.5),
          "bias", Tensor.of(Shape.of(1), 0.0));

  private static Tensor sequence(double... values) {
    return Tensor.of(Shape.of(1, values.length, 1), values);
  }

  /** Among these inputs of {@code layer}, 0 is what does not count. */
  private static double[] masked(Layer layer, Map<String, Tensor> variables, Tensor x) {
    Network network =
        network(
            x.shape().size(1),
            new Network.Node("masking", new Masking(0), List.of("x"), true),
            new Network.Node("layer", layer, List.of("masking"), true));
    Map<String, Tensor> inputs = Map.of("x", x, "h0", Tensor.of(Shape.of(1, 1), 0.0));
    return Formulas.network(network, Map.of("layer", variables), inputs).get("layer").toDoubles();
  }

  private static double[] output(Layer layer, Tensor... inputs) {
    return Formulas.layer(layer, false, HALVING, inputs).get("output").toDoubles();
  }

  @Test
  void aStateIsCarriedFromStepToStep() {
    assertArrayEquals(
        new double[] {8, 4 + 4, 2 + 4},
        output(halving(SequenceOptions.SEQUENCES), sequence(8, 4, 2)));
    assertArrayEquals(
        new double[] {6}, output(halving(SequenceOptions.DEFAULT), sequence(8, 4, 2)));
  }

  @Test
  void backwardsTheLastStepComesFirst() {
    assertArrayEquals(new double[] {2, 5, 10.5}, output(halving(BACKWARDS), sequence(8, 4, 2)));
  }

  @Test
  void theFirstStateCanBeGiven() {
    Tensor h0 = Tensor.of(Shape.of(1, 1), 2.0);
    assertArrayEquals(
        new double[] {9, 8.5}, output(halving(SequenceOptions.SEQUENCES), sequence(8, 4), h0));
  }

  @Test
  void maskedStepsKeepTheStateAndRepeatTheOutput() {
    Tensor x = sequence(0, 8, 0, 4, 0);
    assertArrayEquals(
        new double[] {0, 8, 8, 8, 8}, masked(halving(SequenceOptions.SEQUENCES), HALVING, x));
    assertArrayEquals(new double[] {8}, masked(halving(SequenceOptions.DEFAULT), HALVING, x));
    assertArrayEquals(new double[] {0, 8, 0, 8, 0}, masked(halving(ZEROS), HALVING, x));
    assertArrayEquals(new double[] {0, 4, 4, 10, 10}, masked(halving(BACKWARDS), HALVING, x));
  }

  @Test
  void aMaskedLstmAndGruSeeOnlyTheStepsThatCount() {
    for (Recurrent layer :
        List.of(
            Lstm.of(3, SequenceOptions.DEFAULT),
            Gru.of(3, SequenceOptions.DEFAULT),
            new Gru(3, new Linear(), new Linear(), false, RecurrentWeights.DEFAULT, WITH_STATE))) {
      Map<String, Tensor> variables = first(layer, 1);
      double[] whole = masked(layer, variables, sequence(1, -2, 0.5));
      double[] padded = masked(layer, variables, sequence(0, 1, 0, 0, -2, 0.5, 0));
      assertArrayEquals(whole, padded, 1e-15);
    }
  }

  @Test
  void aMaskedBidirectionalLayerGivesZerosWhereNothingCounts() {
    Bidirectional layer = Bidirectional.of(halving(SequenceOptions.SEQUENCES));
    Map<String, Tensor> both = new HashMap<>();
    HALVING.forEach(
        (name, value) -> {
          both.put("forward/" + name, value);
          both.put("backward/" + name, value);
        });
    assertArrayEquals(
        new double[] {0, 0, 8, 10, 0, 0, 8, 4}, masked(layer, both, sequence(0, 8, 0, 4)));
  }

  @Test
  void aMaskGoesOnToTheNextRecurrentLayer() {
    Network network =
        network(
            4,
            new Network.Node("masking", new Masking(0), List.of("x"), true),
            new Network.Node("first", halving(SequenceOptions.SEQUENCES), List.of("masking"), true),
            new Network.Node("second", halving(SequenceOptions.DEFAULT), List.of("first"), true));
    Map<String, Tensor> read =
        Formulas.network(
            network,
            Map.of("first", HALVING, "second", HALVING),
            Map.of("x", sequence(8, 0, 4, 0), "h0", Tensor.of(Shape.of(1, 1), 0.0)));
    // 8, then 8 again: 8 + 8/2.
    assertArrayEquals(new double[] {12}, read.get("second").toDoubles());
  }

  @Test
  void aMaskedStepBeforeAnyOtherGivesZeroWhateverTheFirstStateIs() {
    Network network =
        network(
            3,
            new Network.Node("masking", new Masking(0), List.of("x"), true),
            new Network.Node(
                "rnn", halving(SequenceOptions.SEQUENCES), List.of("masking", "h0"), true));
    Map<String, Tensor> read =
        Formulas.network(
            network,
            Map.of("rnn", HALVING),
            Map.of("x", sequence(0, 8, 0), "h0", Tensor.of(Shape.of(1, 1), 2.0)));
    assertArrayEquals(new double[] {0, 9, 9}, read.get("rnn").toDoubles());
  }

  @Test
  void lastStatesCanBeReadByOthers() {
    Network network =
        network(
            2,
            new Network.Node("encoder", Lstm.of(1, WITH_STATE), List.of("x"), true),
            new Network.Node(
                "decoder",
                Lstm.of(1, SequenceOptions.DEFAULT),
                List.of("x", "encoder/state_h", "encoder/state_c"),
                true));
    Map<String, Tensor> variables = first(Lstm.of(1, SequenceOptions.DEFAULT), 1);
    Tensor h0 = Tensor.of(Shape.of(1, 1), 0.0);
    double[] once =
        Formulas.network(
                network,
                Map.of("encoder", variables, "decoder", variables),
                Map.of("x", sequence(1, 2), "h0", h0))
            .get("decoder")
            .toDoubles();
    double[] whole =
        Formulas.layer(Lstm.of(1, SequenceOptions.DEFAULT), false, variables, sequence(1, 2, 1, 2))
            .get("output")
            .toDoubles();
    assertArrayEquals(whole, once, 1e-15);
  }

  /** Not the tanh that the op over all steps is for, so that the formula is written out. */
  private static final Activation PLAIN_TANH = Value::tanh;

  @Test
  void theOpOverAllStepsAndTheFormulaStepByStepAgree() {
    RecurrentWeights weights = RecurrentWeights.DEFAULT;
    for (SequenceOptions options : List.of(SequenceOptions.SEQUENCES, WITH_STATE, BACKWARDS)) {
      compare(
          Lstm.of(3, options), new Lstm(3, PLAIN_TANH, new Sigmoid(), true, weights, options), 2);
      compare(Gru.of(3, options), new Gru(3, PLAIN_TANH, new Sigmoid(), true, weights, options), 1);
    }
  }

  /** Outputs and all gradients, with and without first states and mask. */
  private static void compare(Layer whole, Layer unrolled, int states) {
    for (boolean initial : new boolean[] {false, true}) {
      for (boolean masked : new boolean[] {false, true}) {
        Map<String, Tensor> expected = gradients(unrolled, initial ? states : 0, masked);
        Map<String, Tensor> actual = gradients(whole, initial ? states : 0, masked);
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach(
            (name, value) ->
                assertArrayEquals(
                    value.toDoubles(),
                    actual.get(name).toDoubles(),
                    1e-12,
                    () ->
                        name + " of " + whole + ", first states " + initial + ", mask " + masked));
      }
    }
  }

  private static Map<String, Tensor> gradients(Layer layer, int states, boolean masked) {
    List<Network.Input> inputs = new ArrayList<>();
    inputs.add(new Network.Input("x", new TensorType(DataType.FLOAT64, Shape.of(4, 2))));
    List<String> read = new ArrayList<>(List.of(masked ? "masking" : "x"));
    for (int i = 0; i < states; i++) {
      read.add("s" + i);
      inputs.add(new Network.Input("s" + i, new TensorType(DataType.FLOAT64, Shape.of(3))));
    }
    List<Network.Node> nodes = new ArrayList<>();
    if (masked) {
      nodes.add(new Network.Node("masking", new Masking(0), List.of("x"), true));
    }
    nodes.add(new Network.Node("layer", layer, read, true));
    // Two examples: 0 at different steps.
    Map<String, Tensor> values = new HashMap<>();
    values.put(
        "x",
        Tensor.of(Shape.of(2, 4, 2), 0, 0, 1, -1, 0, 0, 0.5, 2, -1, 0.25, 0.5, 0.75, 1, 1, 0.0, 0));
    values.put("s0", Tensor.of(Shape.of(2, 3), 0.1, 0.2, -0.3, 0.4, -0.5, 0.6));
    values.put("s1", Tensor.of(Shape.of(2, 3), -0.1, 0.7, 0.3, -0.4, 0.5, 0.1));
    values.keySet().removeIf(name -> inputs.stream().noneMatch(i -> i.name().equals(name)));
    return Formulas.gradients(
        new Network(inputs, nodes, List.of("layer")), Map.of("layer", first(layer, 2)), values);
  }

  @Test
  void theForgetGateStartsOpen() {
    Map<String, Tensor> first = first(Lstm.of(2, SequenceOptions.DEFAULT), 3);
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 0}, first.get("bias").toDoubles());
    double[] r = first.get("recurrent_kernel").toDoubles();
    double product = 0;
    for (int i = 0; i < 8; i++) {
      product += r[i] * r[8 + i];
    }
    assertEquals(0, product, 1e-12); // Rows of an orthogonal matrix.
  }

  @Test
  void dropoutDropsTheSameInputsAtAllSteps() {
    SequenceOptions dropping =
        new SequenceOptions(0.5, 0, true, false, false, false, Optional.empty());
    int batch = 200;
    double[] ones = new double[batch * 3];
    Arrays.fill(ones, 1);
    Map<String, Tensor> plain =
        Map.of(
            "kernel", Tensor.of(Shape.of(1, 1), 1.0),
            "recurrent_kernel", Tensor.of(Shape.of(1, 1), 0.0),
            "bias", Tensor.of(Shape.of(1), 0.0));
    double[] y =
        Formulas.layer(halving(dropping), true, plain, Tensor.of(Shape.of(batch, 3, 1), ones))
            .get("output")
            .toDoubles();
    int dropped = 0;
    for (int i = 0; i < batch; i++) {
      assertTrue(y[3 * i] == 0 || y[3 * i] == 2);
      assertEquals(y[3 * i], y[3 * i + 1]);
      assertEquals(y[3 * i], y[3 * i + 2]);
      dropped += y[3 * i] == 0 ? 1 : 0;
    }
    assertEquals(batch / 2, dropped, 5 * Math.sqrt(batch / 4.0));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertTrue(
        refusal(halving(SequenceOptions.DEFAULT), Tensor.of(Shape.of(1, 2), 1.0, 2))
            .startsWith("simple_rnn needs [batch, time, features]"));
    assertTrue(
        refusal(Lstm.of(1, SequenceOptions.DEFAULT), sequence(1), Tensor.of(Shape.of(1, 1), 1.0))
            .startsWith("lstm reads a sequence, or a sequence and its first state_h and state_c"));
    assertTrue(
        refusal(halving(SequenceOptions.DEFAULT), sequence(1), Tensor.of(Shape.of(1, 2), 1.0, 2))
            .startsWith("simple_rnn needs a first state_h [batch, 1]"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bidirectional(Dense.of(1), Bidirectional.MergeMode.SUM, Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> Bidirectional.of(halving(BACKWARDS)));
  }

  private static String refusal(Layer layer, Tensor... inputs) {
    return assertThrows(NetworkException.class, () -> output(layer, inputs)).reason();
  }

  private static Network network(int time, Network.Node... nodes) {
    return new Network(
        List.of(
            new Network.Input("x", new TensorType(DataType.FLOAT64, Shape.of(time, 1))),
            new Network.Input("h0", new TensorType(DataType.FLOAT64, Shape.of(1)))),
        List.of(nodes),
        List.of(nodes[nodes.length - 1].name()));
  }

  private static Map<String, Tensor> first(Layer layer, int features) {
    Network network =
        new Network(
            List.of(
                new Network.Input("x", new TensorType(DataType.FLOAT64, Shape.of(2, features)))),
            List.of(new Network.Node("layer", layer, List.of("x"), true)),
            List.of("layer"));
    Map<String, Tensor> values = new HashMap<>();
    SplittableRandom random = new SplittableRandom(5);
    new NetworkWriter(new GraphBuilder(), DataType.FLOAT64, false)
        .write(network, 1)
        .variables()
        .forEach(
            declared ->
                values.put(
                    declared.variable().variable().substring("layer/".length()),
                    Tensor.of(
                        declared.spec().shape(),
                        declared.spec().initializer().sample(declared.spec(), random))));
    return values;
  }
}
