package dev.nn.cli;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.inspect.Nature;
import dev.nn.core.inspect.PlannedMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of a network before it is trained: the one thing that tables, JSON and
 * drawings show.
 *
 * @param name of the config
 * @param inputs what is fed in
 * @param layers in order
 * @param outputs what is read out and trained
 * @param totals of all layers
 * @param step what a training step needs
 * @param examples in the training part
 * @param classes names of classes, by target
 */
record NetworkOutline(
    String name,
    List<Source> inputs,
    List<Part> layers,
    List<Result> outputs,
    Totals totals,
    Step step,
    int examples,
    Map<String, List<String>> classes) {

  /** Something fed in: its name, and the type of one example. */
  record Source(String name, TensorType example) {}

  /**
   * A layer.
   *
   * @param name among those beside it
   * @param path from the model
   * @param type its name in configs; of a repeated layer that of what is repeated
   * @param keys what is said of it beyond defaults, such as {@code units 128, activation relu}
   * @param shares path of the layer whose weights it uses, if not its own
   * @param trainable whether it may be trained
   * @param inputs what it reads, by the names of what is beside it
   * @param output type of what it gives out for one example
   * @param count what it holds and does
   * @param nature what it does
   * @param block what is in it, if it is made of layers
   */
  record Part(
      String name,
      String path,
      String type,
      List<String> keys,
      Optional<String> shares,
      boolean trainable,
      List<String> inputs,
      TensorType output,
      Count count,
      Nature nature,
      Optional<Inside> block) {}

  /**
   * What is in a block.
   *
   * @param inputNames how its layers call what the block reads
   * @param output the layer whose output is the block's
   * @param repeated whether these are repetitions of one layer
   * @param oneSet whether all repetitions have the same weights
   */
  record Inside(
      List<String> inputNames, List<Part> layers, String output, boolean repeated, boolean oneSet) {

    /** Layers in a row that look the same: of repetitions, one can stand for all. */
    List<Run> runs() {
      List<Run> runs = new ArrayList<>();
      for (Part layer : layers) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (repeated && last != null && (oneSet || alike(last.first(), layer))) {
          runs.set(runs.size() - 1, new Run(last.first(), layer, last.times() + 1));
        } else {
          runs.add(new Run(layer, layer, 1));
        }
      }
      return runs;
    }

    private static boolean alike(Part one, Part other) {
      return one.output().equals(other.output())
          && one.count().parameters() == other.count().parameters();
    }
  }

  /** Layers in a row that look the same. */
  record Run(Part first, Part last, int times) {}

  /**
   * Numbers of a layer and what is in it.
   *
   * @param parameters trained and frozen, without those of others that it shares
   * @param multiplyAdds for one example, forwards
   */
  record Count(long parameters, long multiplyAdds) {}

  /**
   * Something read out and trained.
   *
   * @param layer whose output it is
   * @param target in the data
   * @param loss its name
   * @param logits whether the loss takes the output for logits; absent if that is no question
   * @param weight of its cost
   * @param metrics their names
   */
  record Result(
      String layer,
      String target,
      String loss,
      Optional<Boolean> logits,
      double weight,
      List<String> metrics) {}

  /**
   * Numbers of all layers.
   *
   * @param trained parameters that the optimizer changes
   * @param frozen parameters that it does not
   * @param state numbers that are kept but not trained
   * @param states what these are: {@code moving_mean}, …
   * @param multiplyAdds for one example, forwards
   */
  record Totals(long trained, long frozen, long state, List<String> states, long multiplyAdds) {
    long parameters() {
      return trained + frozen;
    }
  }

  /**
   * A step of training.
   *
   * @param batch examples in it
   * @param dtype of parameters and values
   * @param backend that it is planned for
   * @param memory what the plan needs, in bytes
   */
  record Step(int batch, DataType dtype, String backend, PlannedMemory memory) {}
}
