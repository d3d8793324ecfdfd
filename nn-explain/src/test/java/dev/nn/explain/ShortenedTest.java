package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Lstm;
import dev.nn.core.layers.SequenceOptions;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Trainer;
import dev.nn.explain.Section.Pass;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortenedTest {
  private static final int STEPS = 9;
  private static final Dataset DATA = Dataset.of(numbers(2, STEPS, 2), numbers(2, 2));

  private static Explanation explained() {
    try (Trainer trainer =
        Steps.chain(
            MeanSquaredError.of(),
            Adam.of(0.1),
            DATA,
            Lstm.of(2, SequenceOptions.DEFAULT),
            Dense.of(4),
            Dense.of(4),
            Dense.of(2))) {
      return new Explainer(trainer).explain(DATA.select(new int[] {0}), 1);
    }
  }

  private static Section section(Explanation explanation, Pass pass, String path) {
    return explanation.sections().stream()
        .filter(section -> section.pass() == pass && section.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** Indices of h, in order. */
  private static List<Integer> steps(Shortened shortened, boolean derivative) {
    return shortened.parts().stream()
        .flatMap(part -> part.lines().stream())
        .map(Line::name)
        .filter(name -> name.base().equals("h") && name.derivative() == derivative)
        .map(name -> Integer.parseInt(name.index()))
        .toList();
  }

  @Test
  void ofARecurrentLayerTheFirstTwoStepsAndTheLastAreShownWhole() {
    Explanation explanation = explained();
    Section forward = section(explanation, Pass.FORWARD, "l1");
    Shortened there = Shortened.of(forward);
    assertEquals(List.of(1, 2, STEPS), steps(there, false));
    Shortened back = Shortened.of(section(explanation, Pass.BACKWARD, "l1"));
    assertEquals(List.of(STEPS, STEPS - 1, 1), steps(back, true));
    for (Shortened each : List.of(there, back)) {
      Shortened.Part part = each.parts().get(0);
      assertEquals("steps " + (each == there ? "3 to 8" : "2 to 7"), part.steps());
      int shown = each.parts().stream().mapToInt(p -> p.lines().size() + p.omitted()).sum();
      assertEquals(
          section(explanation, each == there ? Pass.FORWARD : Pass.BACKWARD, "l1").lines().size(),
          shown);
    }
    // Every gate of the last step is there.
    for (String gate : List.of("i", "f", "c̃", "o", "c", "z")) {
      assertTrue(
          there.parts().stream()
              .flatMap(part -> part.lines().stream())
              .anyMatch(line -> line.name().equals(new Name(gate, "1", "" + STEPS, false))),
          gate);
    }
  }

  @Test
  void theTextSaysHowManyAreLeftOutAndHowToSeeThem() {
    Explanation explanation = explained();
    String text = new TextReport(explanation, section -> true).print();
    int left = Shortened.of(section(explanation, Pass.FORWARD, "l1")).parts().get(0).omitted();
    assertTrue(
        text.contains(
            "… %d more equations (steps 3 to 8); all of them: --layer l1\n".formatted(left)),
        text);
    String whole = new TextReport(explanation, section -> section.path().equals("l1")).print();
    assertFalse(whole.contains("more equations"));
    IntStream.rangeClosed(1, STEPS)
        .forEach(step -> assertTrue(whole.contains("  " + new Name("h", "1", "" + step, false))));
  }

  @Test
  void ofAnOptimizerWholeParametersAreShown() {
    Section update = section(explained(), Pass.UPDATE, "optimizer");
    assertTrue(update.lines().size() > 24, () -> "" + update.lines().size());
    Shortened.Part part = Shortened.of(update).parts().get(0);
    Name last = part.lines().get(part.lines().size() - 1).name();
    assertTrue(last.base().endsWith("′") && last.index().isEmpty(), last::toString);
    assertEquals(update.lines().size(), part.lines().size() + part.omitted());
  }
}
