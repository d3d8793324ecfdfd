package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Comparison;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import dev.nn.api.train.Metric;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.metrics.SparseCategoricalAccuracy;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Sgd;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is masked or weighted, in the cost and in metrics. */
class MasksTest {
  private static final double PADDING = -9;

  /** Steps whose first feature is padding do not count. */
  private static final Layer MASKING =
      (scope, x) -> {
        Value first = x.slice(2, 0, 1).reshape(x.shape().size(0), x.shape().size(1));
        Value y = x.scale(1.0);
        scope.setMask(y, first.compare(Comparison.NOT_EQUAL, first.constant(PADDING)));
        return y;
      };

  private Backend backend;

  @BeforeEach
  void openBackend() {
    backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  @AfterEach
  void closeBackend() {
    backend.close();
  }

  private static Network network(Layer... layers) {
    List<Network.Node> nodes = new java.util.ArrayList<>();
    String before = "input";
    for (Layer layer : layers) {
      String name = "layer" + nodes.size();
      nodes.add(new Network.Node(name, layer, List.of(before), true));
      before = name;
    }
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT64, Shape.of(3, 2)))),
        nodes,
        List.of(before));
  }

  private Trainer trainer(Loss loss, List<Double> classWeights, Network network, Dataset data) {
    Map<String, Metric> metrics =
        loss.targetKind() == TargetKind.CLASS_INDEX
            ? Map.of("accuracy", new SparseCategoricalAccuracy())
            : Map.of("error", new dev.nn.core.metrics.MeanSquaredError());
    String output = network.layers().get(network.layers().size() - 1).name();
    return new Trainer(
        network,
        List.of(new Objective(output, "output", loss, 1, metrics, classWeights)),
        Sgd.of(0.5),
        new TrainingOptions(3, 2, true, 4),
        DataType.FLOAT64,
        backend,
        data);
  }

  /** Two sequences of three steps, three of the six being padding; there, anything may stand. */
  private static Dataset padded(double anything, int anyClass) {
    double p = PADDING;
    return Dataset.of(
        Tensor.of(Shape.of(2, 3, 2), 1.0, 2, p, anything, p, -anything, 0.5, -1, 2, 0, p, anything),
        Tensor.of(Shape.of(2, 3), 0, anyClass, anyClass, 1, 1, anyClass));
  }

  private Weights trained(Dataset data, Layer... layers) {
    try (Trainer trainer =
        trainer(SparseCategoricalCrossentropy.of(), List.of(), network(layers), data)) {
      trainer.fit(data, Optional.empty(), List.of());
      return trainer.model().weights();
    }
  }

  @Test
  void maskedStepsTeachNothing() {
    Weights one = trained(padded(5, 0), MASKING, Dense.of(2));
    assertEquals(one, trained(padded(-70, 1), MASKING, Dense.of(2)));
    assertNotEquals(
        trained(padded(5, 0), Dense.of(2)), trained(padded(-70, 1), Dense.of(2)), "no mask");
  }

  @Test
  void theCostIsTheMeanOverTheStepsThatCountAndSoAreMetrics() {
    Dataset data = padded(5, 0);
    Dataset steps =
        Dataset.of(
            Tensor.of(Shape.of(1, 3, 2), 1.0, 2, 0.5, -1, 2, 0),
            Tensor.of(Shape.of(1, 3), 0, 1, 1));
    Loss loss = SparseCategoricalCrossentropy.of();
    try (Trainer masked = trainer(loss, List.of(), network(MASKING, Dense.of(2)), data);
        Trainer plain = trainer(loss, List.of(), network(MASKING, Dense.of(2)), steps)) {
      Map<String, Double> expected = plain.evaluate(steps).logs();
      Map<String, Double> actual = masked.evaluate(data).logs();
      assertEquals(expected.get("loss"), actual.get("loss"), 1e-12);
      assertEquals(expected.get("accuracy"), actual.get("accuracy"), 1e-12);
    }
  }

  @Test
  void aBatchWithNothingThatCountsCostsNothing() {
    Dataset nothing =
        Dataset.of(
            Tensor.of(Shape.of(1, 3, 2), PADDING, 1, PADDING, 2, PADDING, 3),
            Tensor.of(Shape.of(1, 3), 0, 1, 1));
    try (Trainer trainer =
        trainer(
            SparseCategoricalCrossentropy.of(),
            List.of(),
            network(MASKING, Dense.of(2)),
            nothing)) {
      Weights before = trainer.model().weights();
      assertEquals(0, trainer.trainOnBatch(nothing, 1), 0.0);
      assertEquals(before, trainer.model().weights());
    }
  }

  @Test
  void maskAndSampleWeightsMultiply() {
    Dataset data = padded(5, 0);
    Dataset weighted =
        new Dataset(data.inputs(), data.targets(), Optional.of(Tensor.of(Shape.of(2), 3.0, 0.5)));
    Loss each = SparseCategoricalCrossentropy.of();
    try (Trainer trainer = trainer(each, List.of(), network(MASKING, Dense.of(2)), weighted)) {
      double first = trainer.evaluate(data.select(0)).logs().get("loss"); // one step
      double second = trainer.evaluate(data.select(1)).logs().get("loss"); // mean of two
      double both = trainer.evaluate(weighted).logs().get("loss");
      assertEquals((3 * first + 0.5 * 2 * second) / 3, both, 1e-12);
    }
  }

  @Test
  void anIgnoredClassDoesNotCountInMetrics() {
    Dataset data =
        Dataset.of(
            Tensor.of(Shape.of(1, 3, 2), 1.0, 0, 0, 1, 1, 0), Tensor.of(Shape.of(1, 3), 0, 1, -1));
    Loss loss =
        new SparseCategoricalCrossentropy(
            Optional.empty(), Optional.of(-1), -1, LossReduction.SUM_OVER_BATCH_SIZE);
    Layer same = (scope, x) -> x.scale(1.0);
    try (Trainer trainer = trainer(loss, List.of(), network(same), data)) {
      assertEquals(1, trainer.evaluate(data).logs().get("accuracy"), 0.0);
    }
  }

  @Test
  void aClassOfTwiceTheWeightIsLikeExamplesSeenTwice() {
    Tensor x = Tensor.of(Shape.of(2, 3, 2), 1.0, 2, 3, 4, 5, 6, -1, 0, 2, 1, 0, 1);
    Dataset data = Dataset.of(x, Tensor.of(Shape.of(2, 3), 0, 1, 0, 1, 1, 0));
    Loss sum =
        new SparseCategoricalCrossentropy(
            Optional.empty(), Optional.empty(), -1, LossReduction.SUM);
    Dense dense = Dense.of(2);
    try (Trainer weighted = trainer(sum, List.of(2.0, 0.0), network(dense), data);
        Trainer plain = trainer(sum, List.of(), network(dense), data)) {
      // Only class 0 costs anything, and that twice; measured, classes are alike.
      double all = plain.evaluate(data).logs().get("loss");
      assertEquals(all, weighted.evaluate(data).logs().get("loss"), 1e-12);
      Dataset ones =
          new Dataset(
              Map.of("input", x),
              Map.of("output", Tensor.of(Shape.of(2, 3), 1, 1, 1, 1, 1, 1)),
              Optional.empty());
      assertEquals(0, weighted.trainOnBatch(ones, 1), 0.0);
      Dataset zeros =
          new Dataset(
              Map.of("input", x),
              Map.of("output", Tensor.of(Shape.of(2, 3), 0, 0, 0, 0, 0, 0)),
              Optional.empty());
      double once = plain.trainOnBatch(zeros, 1);
      assertEquals(2 * once, weighted.trainOnBatch(zeros, 1), 1e-9);
    }
  }

  @Test
  void severalOutputsOfSequencesAreWeighedAndMeasuredEach() {
    Dataset data = padded(5, 0);
    Dataset both =
        new Dataset(
            data.inputs(),
            Map.of(
                "class", data.targets().get("output"),
                "value", Tensor.of(Shape.of(2, 3, 1), 1.0, 7, 7, 2, 3, 7)),
            Optional.empty());
    Network network =
        new Network(
            network(MASKING).inputs(),
            List.of(
                new Network.Node("masked", MASKING, List.of("input"), true),
                new Network.Node("class", Dense.of(2), List.of("masked"), true),
                new Network.Node("value", Dense.of(1), List.of("input"), true)),
            List.of("class", "value"));
    try (Trainer trainer =
        new Trainer(
            network,
            List.of(
                new Objective(
                    "class",
                    "class",
                    SparseCategoricalCrossentropy.of(),
                    1,
                    Map.of("accuracy", new SparseCategoricalAccuracy())),
                new Objective("value", "value", MeanSquaredError.of(), 0.25, Map.of())),
            Sgd.of(0.1),
            new TrainingOptions(1, 2, false, 4),
            DataType.FLOAT64,
            backend,
            both)) {
      Map<String, Double> logs = trainer.evaluate(both).logs();
      assertEquals(logs.get("class/loss") + 0.25 * logs.get("value/loss"), logs.get("loss"), 1e-12);
      double thirds = logs.get("class/accuracy") * 3; // Three steps count.
      assertEquals(Math.rint(thirds), thirds, 1e-12);
      trainer.fit(both, Optional.of(both), List.of());
    }
  }
}
