package dev.nn.core.check;

import dev.nn.api.backend.Executable;
import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.StepValues.Wanted;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingPass;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a training step has computed on some backend for one batch: C, the output a of every layer,
 * and the gradients of C with respect to those outputs, to inputs and to parameters. The plan keeps
 * them all as its outputs, so that nothing has been written over when they are read.
 *
 * @param backend its name
 * @param values in the order of the layers
 */
public record StepRecord(String backend, List<Entry> values) {
  /** Decides what random layers draw: as in the first step of training. */
  private static final long STEP = 1;

  /** Copies the list. */
  public StepRecord {
    values = List.copyOf(values);
  }

  /** What kind of value something is. */
  public enum Kind {
    /** a of a layer. */
    OUTPUT,
    /** C. */
    COST,
    /** ∂C/∂a or ∂C/∂z. */
    OUTPUT_GRADIENT,
    /** ∂C/∂θ. */
    PARAMETER_GRADIENT;

    /** Whether the backward pass computes it. */
    boolean isGradient() {
      return this == OUTPUT_GRADIENT || this == PARAMETER_GRADIENT;
    }
  }

  /**
   * One value.
   *
   * @param layer path of the layer, or name of the input, or {@code loss}
   * @param name {@code a}, {@code ∂C/∂a}, {@code ∂C/∂kernel}, {@code C}
   * @param kind what it is
   * @param maker path of the layer whose formula or rule computes it
   * @param order in which it is computed
   * @param value what came out
   */
  public record Entry(
      String layer, String name, Kind kind, String maker, int order, Tensor value) {}

  /**
   * Runs the step once, without its update.
   *
   * @param trainer of a model that has adapted to its data
   */
  public static StepRecord of(Trainer trainer, Dataset batch) {
    TrainingPass pass = trainer.pass(batch.size());
    List<Wanted> wanted = StepValues.of(trainer, pass);
    List<Value> places =
        wanted.stream().filter(each -> each.kind().isGradient()).map(Wanted::of).toList();
    Iterator<Value> gradients = Backpropagation.gradients(pass.cost(), places).iterator();
    List<Value> values = new ArrayList<>();
    for (Wanted each : wanted) {
      Value value = each.kind().isGradient() ? gradients.next() : each.of();
      pass.builder().output(output(values.size()), value);
      values.add(value);
    }
    Graph graph = pass.builder().build();
    try (Executable executable = trainer.model().compile(graph)) {
      trainer.feed(batch, STEP, graph, executable);
      executable.run();
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        Value value = values.get(i);
        Tensor read = executable.output(output(i)).read();
        String maker = graph.node(value.ref()).path();
        entries.add(wanted.get(i).entry(maker, value.ref().node(), read));
      }
      return new StepRecord(trainer.model().backend().name(), entries);
    }
  }

  private static String output(int i) {
    return "value " + i;
  }
}
