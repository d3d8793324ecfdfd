package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Training;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Concatenate;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.Sgd;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Dataset XOR =
      Dataset.of(
          Tensor.of(Shape.of(4, 2), 0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f),
          Tensor.of(Shape.of(4), 0, 1, 1, 0));

  private Backend backend;

  @BeforeEach
  void openBackend() {
    backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  @AfterEach
  void closeBackend() {
    backend.close();
  }

  private Trainer trainer(Optimizer optimizer, TrainingOptions options, Network network) {
    Objective objective =
        new Objective("class", "output", SparseCategoricalCrossentropy.of(), 1, Map.of());
    return new Trainer(
        network, List.of(objective), optimizer, options, DataType.FLOAT32, backend, XOR);
  }

  private static Network xorNetwork() {
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT32, Shape.of(2)))),
        List.of(
            new Network.Node("hidden", Dense.of(8, new Tanh()), List.of("input"), true),
            new Network.Node("dropout", Dropout.of(0.1), List.of("hidden"), true),
            new Network.Node("class", Dense.of(2, new Softmax(-1)), List.of("dropout"), true)),
        List.of("class"));
  }

  @Test
  void aSmallNetworkLearnsExclusiveOr() {
    TrainingOptions options = new TrainingOptions(300, 3, true, 1);
    try (Trainer trainer = trainer(Adam.of(0.03), options, xorNetwork())) {
      TrainingResult result = trainer.fit(XOR, Optional.empty(), List.of());
      assertEquals(600, result.steps(), "two steps per epoch, the second with one example");
      assertTrue(trainer.evaluate(XOR).logs().get("loss") < 0.05);
    }
  }

  @Test
  void theSameSeedGivesTheSameWeightsBitForBit() {
    TrainingOptions options = new TrainingOptions(5, 3, true, 7);
    List<Weights> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (Trainer trainer = trainer(Adam.of(0.03), options, xorNetwork())) {
        trainer.fit(XOR, Optional.of(XOR), List.of());
        runs.add(trainer.model().everything());
      }
    }
    assertEquals(runs.get(0), runs.get(1));
  }

  @Test
  void aRunResumedAfterAnEpochEndsLikeOneThatWasNeverInterrupted() {
    Weights whole;
    try (Trainer trainer =
        trainer(Adam.of(0.03), new TrainingOptions(6, 3, true, 7), xorNetwork())) {
      trainer.fit(XOR, Optional.empty(), List.of());
      whole = trainer.model().everything();
    }
    Weights half;
    try (Trainer trainer =
        trainer(Adam.of(0.03), new TrainingOptions(3, 3, true, 7), xorNetwork())) {
      trainer.fit(XOR, Optional.empty(), List.of());
      half = trainer.model().everything();
    }
    try (Trainer trainer =
        trainer(Adam.of(0.03), new TrainingOptions(6, 3, true, 7), xorNetwork())) {
      TrainingState after = new TrainingState(3, 1, Optional.empty(), half, List.of());
      trainer.fit(XOR, Optional.empty(), List.of(), Optional.of(after), state -> {});
      assertEquals(whole, trainer.model().everything());
    }
  }

  @Test
  void aStepOfGradientDescentIsTheTextbooksFormula() {
    // One linear unit per class, x = (1, 2), class 0: ∂C/∂z = softmax(z) − (1, 0), ∂C/∂W =
    // xᵀ·∂C/∂z.
    Dataset one = Dataset.of(Tensor.of(Shape.of(1, 2), 1f, 2f), Tensor.of(Shape.of(1), 0));
    Network network =
        new Network(
            xorNetwork().inputs(),
            List.of(new Network.Node("class", Dense.of(2), List.of("input"), true)),
            List.of("class"));
    try (Trainer trainer = trainer(Sgd.of(0.5), new TrainingOptions(1, 1, false, 3), network)) {
      double[] kernel = trainer.model().weights().values().get("class/kernel").toDoubles();
      trainer.fit(one, Optional.empty(), List.of());
      double z0 = kernel[0] + 2 * kernel[2];
      double z1 = kernel[1] + 2 * kernel[3];
      double delta = 1 / (1 + Math.exp(z1 - z0)) - 1;
      double[] expected = {
        kernel[0] - 0.5 * delta,
        kernel[1] + 0.5 * delta,
        kernel[2] - 0.5 * 2 * delta,
        kernel[3] + 0.5 * 2 * delta
      };
      double[] actual = trainer.model().weights().values().get("class/kernel").toDoubles();
      assertArrayEquals(expected, actual, 1e-6);
    }
  }

  @Test
  void aCallbackCanStopTrainingAfterAStep() {
    Callback stopper =
        new Callback() {
          @Override
          public void onStepEnd(Training training) {
            if (training.step() == 3) {
              training.stop("enough");
            }
          }
        };
    TrainingOptions options = new TrainingOptions(10, 3, true, 1);
    try (Trainer trainer = trainer(Adam.of(0.01), options, xorNetwork())) {
      TrainingResult result = trainer.fit(XOR, Optional.empty(), List.of(stopper));
      assertEquals(3, result.steps());
      assertEquals(1, result.epochs());
      assertEquals(Optional.of("enough"), result.stopped());
    }
  }

  @Test
  void aLossThatIsNotFiniteNamesTheFirstLayerAndKeepsTheLastGoodWeights() {
    Dataset huge =
        Dataset.of(
            Tensor.of(Shape.of(4, 2), 0f, 3e38f, 3e38f, 1f, 1f, 3e38f, 3e38f, 3e38f),
            Tensor.of(Shape.of(4), 0, 1, 1, 0));
    Network network =
        new Network(
            xorNetwork().inputs(),
            List.of(
                new Network.Node(
                    "hidden", Dense.of(64, z -> z.scale(1e30).relu()), List.of("input"), true),
                new Network.Node("class", Dense.of(2), List.of("hidden"), true)),
            List.of("class"));
    try (Trainer trainer = trainer(Adam.of(0.01), new TrainingOptions(3, 4, true, 1), network)) {
      Weights before = trainer.model().weights();
      DivergedException e =
          assertThrows(
              DivergedException.class, () -> trainer.fit(huge, Optional.empty(), List.of()));
      assertTrue(e.getMessage().contains("layer 'hidden'"), e.getMessage());
      assertTrue(e.getMessage().contains("step 1"), e.getMessage());
      assertEquals(before, trainer.model().weights());
    }
  }

  @Test
  void weightsThatOverflowWithoutTheLossEndTrainingAtTheEpoch() {
    Optimizer explosive = Sgd.of(Double.MAX_VALUE);
    try (Trainer trainer = trainer(explosive, new TrainingOptions(3, 4, true, 1), xorNetwork())) {
      Weights before = trainer.model().weights();
      DivergedException e =
          assertThrows(
              DivergedException.class, () -> trainer.fit(XOR, Optional.empty(), List.of()));
      assertTrue(e.getMessage().contains("/kernel'"), e.getMessage());
      assertEquals(before, trainer.model().weights());
    }
  }

  @Test
  void aStepStillRunsAfterManyOtherBatchSizes() {
    TrainingOptions options = new TrainingOptions(1, 4, false, 1);
    try (Trainer trainer = trainer(Adam.of(0.01), options, xorNetwork())) {
      trainer.trainOnBatch(XOR, 1);
      Tensor many = XOR.inputs().get("input").rows(new int[40]);
      for (int size = 1; size <= 40; size++) {
        trainer.model().predict(Map.of("input", many.rows(0, size)), size);
        trainer.trainOnBatch(XOR.select(new int[size]), size + 1);
      }
      assertTrue(Double.isFinite(trainer.trainOnBatch(XOR, 42)));
    }
  }

  @Test
  void severalInputsAndOutputsAreTrainedTogether() {
    TensorType one = new TensorType(DataType.FLOAT32, Shape.of(1));
    Network network =
        new Network(
            List.of(new Network.Input("left", one), new Network.Input("right", one)),
            List.of(
                new Network.Node("both", Concatenate.of(), List.of("left", "right"), true),
                new Network.Node("hidden", Dense.of(8, new Tanh()), List.of("both"), true),
                new Network.Node("class", Dense.of(2, new Softmax(-1)), List.of("hidden"), true),
                new Network.Node("sum", Dense.of(1), List.of("both"), true)),
            List.of("class", "sum"));
    Tensor left = Tensor.of(Shape.of(4, 1), 0f, 0f, 1f, 1f);
    Tensor right = Tensor.of(Shape.of(4, 1), 0f, 1f, 0f, 1f);
    Dataset data =
        new Dataset(
            Map.of("left", left, "right", right),
            Map.of(
                "xor", Tensor.of(Shape.of(4), 0, 1, 1, 0),
                "total", Tensor.of(Shape.of(4, 1), 0f, 1f, 1f, 2f)),
            Optional.empty());
    List<Objective> objectives =
        List.of(
            new Objective("class", "xor", SparseCategoricalCrossentropy.of(), 1, Map.of()),
            new Objective("sum", "total", MeanSquaredError.of(), 0.5, Map.of()));
    TrainingOptions options = new TrainingOptions(400, 4, true, 1);
    try (Trainer trainer =
        new Trainer(network, objectives, Adam.of(0.03), options, DataType.FLOAT32, backend, data)) {
      trainer.fit(data, Optional.empty(), List.of());
      Map<String, Double> logs = trainer.evaluate(data).logs();
      assertTrue(logs.get("class/loss") < 0.05, logs.toString());
      assertTrue(logs.get("sum/loss") < 1e-3, logs.toString());
      assertEquals(logs.get("class/loss") + 0.5 * logs.get("sum/loss"), logs.get("loss"), 1e-6);
    }
  }
}
