package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Graph;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Conv2d;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Flatten;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingGraph;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final Dataset DATA = Dataset.of(numbers(3, 2), numbers(3, 2));

  private static Trainer network() {
    return Steps.chain(
        MeanSquaredError.of(),
        Sgd.of(0.1),
        DATA,
        Dense.of(4, new Tanh()),
        BatchNormalization.of(),
        Dense.of(2));
  }

  @Test
  void theCostIsThatOfTheTrainingStepAndTheParametersMoveAgainstTheirGradients() {
    try (Trainer explained = network();
        Trainer trained = network()) {
      Explanation explanation = new Explainer(explained).explain(DATA, 1);
      assertEquals(trained.trainOnBatch(DATA, 1), explanation.cost());
      explanation
          .parameters()
          .forEach(
              (path, change) -> {
                for (int i = 0; i < change.before().size(); i++) {
                  double expected = change.before().get(i) - 0.1 * change.gradient().get(i);
                  assertEquals(expected, change.after().get(i), 1e-15, path);
                }
                assertEquals(trained.model().weights().values().get(path), change.after());
              });
      assertTrue(explanation.costAfter() < explanation.cost());
    }
  }

  @Test
  void everyEquationHasItsNumbers() {
    try (Trainer trainer = network()) {
      Explanation explanation = new Explainer(trainer).explain(DATA, 1);
      explanation.sections().stream()
          .filter(section -> section.pass() != Section.Pass.UPDATE)
          .flatMap(section -> section.lines().stream())
          .forEach(
              line -> assertTrue(explanation.values().containsKey(line.ref()), line::toString));
    }
  }

  @Test
  void everyGradientIsProvedByItsDefinition() {
    try (Trainer trainer = network();
        Trainer exact = network()) {
      Explanation explanation =
          new Explainer(trainer, Optional.of(exact), Trials.MANY).explain(DATA, 1);
      assertEquals(explanation.parameters().keySet(), explanation.proofs().keySet());
      explanation
          .proofs()
          .forEach(
              (path, proofs) -> {
                assertEquals(explanation.parameters().get(path).before().size(), proofs.size());
                proofs.forEach(
                    proof ->
                        assertTrue(
                            explanation.isRounding(proof) || proof.relativeError() < 1e-7,
                            () -> path + ": " + proof));
              });
    }
  }

  @Test
  void ofALargeParameterTheGreatestEntryIsProvedAndSomeThatAreDrawn() {
    Trials trials = new Trials(4, 3, List.of(2, 5));
    Tensor large = numbers(4, 5);
    List<Integer> entries = trials.of("l1/kernel", large);
    assertEquals(List.of(Proof.largest(large), 9), entries.subList(0, 2));
    assertEquals(entries.stream().distinct().toList(), entries);
    assertTrue(entries.size() <= 5 && entries.size() > 2, entries::toString);
    assertEquals(entries, trials.of("l1/kernel", large));
    assertEquals(4, trials.of("l1/bias", numbers(4)).size());
    assertEquals(1, Trials.GREATEST.of("l1/kernel", large).size());
  }

  @Test
  void whereComputingTheCostTakesLongFewerEntriesAreProved() {
    try (Trainer trainer = network()) {
      Graph graph = trainer.graph(3).graph();
      int cost = graph.outputs().get(TrainingGraph.LOSS).node();
      Tensor large = Tensor.zeros(new TensorType(DataType.FLOAT64, Shape.of(5000, 1000)));
      Explanation.Change change = new Explanation.Change(Name.of("θ"), large, large, large);
      Explanation.Change small =
          new Explanation.Change(Name.of("b"), numbers(9), numbers(9), numbers(9));
      assertEquals(Trials.MANY, Trials.MANY.within(graph, cost, List.of(small)));
      Trials fewer = Trials.MANY.within(graph, cost, List.of(change, small));
      assertTrue(fewer.drawn() < Trials.MANY.drawn() && fewer.drawn() > 0, fewer::toString);
    }
  }

  @Test
  void aWrongGradientIsNotProved() {
    Proof proof = new Proof(0, 0.5, 2, 3, 1, 2.1);
    assertEquals(2, proof.difference());
    assertEquals(0.1 / 2.1, proof.relativeError(), 1e-15);
  }

  @Test
  void aKinkIsNoError() {
    Proof proof = new Proof(0, 0.5, 2, 3, 2, 0);
    assertEquals(0, proof.left());
    assertEquals(2, proof.right());
    assertTrue(proof.isKink());
  }

  /** The terms of an entry, evaluated, have to give the number that the backend computed. */
  @Test
  void equationsOfSingleNumbersHold() {
    Trainer image =
        Steps.chain(
            MeanSquaredError.of(),
            Sgd.of(0.1),
            Dataset.of(numbers(2, 2, 5, 4), numbers(2, 3)),
            Conv2d.of(3, 3, new Tanh()),
            new Flatten(),
            Dense.of(3, new Tanh()));
    check(network(), DATA);
    check(image, Dataset.of(numbers(2, 2, 5, 4), numbers(2, 3)));
  }

  private static void check(Trainer trainer, Dataset data) {
    try (trainer) {
      Explanation explanation = new Explainer(trainer).explain(data, 1);
      Entries entries = explanation.entries(Integer.MAX_VALUE);
      int checked = 0;
      for (Section section : explanation.sections()) {
        for (Line line : section.lines()) {
          Tensor value = explanation.values().get(line.ref());
          for (int i = 0; value != null && i < value.size(); i++) {
            Optional<Term> term = entries.formula(line.ref(), i);
            if (term.isPresent()) {
              double number = Evaluate.of(term.get(), explanation.values());
              assertEquals(value.get(i), number, 1e-12, line.name() + " " + i);
              checked++;
            }
          }
        }
      }
      assertTrue(checked > 50, "entries: " + checked);
    }
  }
}
