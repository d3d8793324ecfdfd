package dev.nn.explain;

import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.*;
import dev.nn.core.layers.*;
import dev.nn.core.losses.*;
import dev.nn.core.network.Network;
import dev.nn.core.optimize.GraphPrinter;
import dev.nn.core.optimizers.*;
import dev.nn.core.train.*;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.*;
import org.junit.jupiter.api.Test;

class EquationsTest {
  @Test
  void prints() {
    var backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
    Dataset xor =
        Dataset.of(
            Tensor.of(Shape.of(4, 2), 0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f),
            Tensor.of(Shape.of(4), 0, 1, 1, 0));
    Network n =
        new Network(
            List.of(new Network.Input("input", new TensorType(DataType.FLOAT32, Shape.of(2)))),
            List.of(
                new Network.Node("hidden", Dense.of(8, new Sigmoid()), List.of("input"), true),
                new Network.Node("hidden2", Dense.of(8, Relu.of()), List.of("hidden"), true),
                new Network.Node("both", new Add(), List.of("hidden", "hidden2"), true),
                new Network.Node("dropout", Dropout.of(0.1), List.of("both"), true),
                new Network.Node("class", Dense.of(2, new Softmax(-1)), List.of("dropout"), true)),
            List.of("class"));
    Objective objective =
        new Objective("class", "output", SparseCategoricalCrossentropy.of(), 1, Map.of());
    for (var opt : List.of(Sgd.of(.1), Adam.of(.1))) {
      Trainer t =
          new Trainer(
              n,
              List.of(objective),
              opt,
              new TrainingOptions(1, 4, true, 1),
              DataType.FLOAT32,
              backend,
              xor);
      if (opt instanceof Sgd) System.out.println(GraphPrinter.print(t.graph(1).graph()));
      for (Section s : new Equations(n, t.graph(1)).sections()) {
        System.out.println(s.pass() + " " + s.number() + " " + s.path() + " " + s.type());
        for (Line l : s.lines()) {
          System.out.println(
              "    " + l.name() + " = " + TermText.NAMES.of(l.term()) + "   " + l.type());
          for (var w : l.ways())
            System.out.println(
                "          through "
                    + w.path()
                    + " "
                    + TermText.NAMES.of(w.through())
                    + ": "
                    + TermText.NAMES.of(w.contribution()));
        }
      }
    }
  }
}
