package dev.nn.explain;

import java.util.List;
import java.util.Map;

/**
 * What is explained, in words for people.
 *
 * @param name of the experiment
 * @param backend that computed the numbers
 * @param firstRow the first training example, from 1
 * @param rows how many examples
 * @param examples how many training examples there are
 * @param weights where the weights come from, such as "initial weights"
 * @param features names of the entries of an input, by input; without names, missing
 * @param classes names of the classes that a layer tells apart, by layer; of others, missing
 */
public record Subject(
    String name,
    String backend,
    int firstRow,
    int rows,
    int examples,
    String weights,
    Map<String, List<String>> features,
    Map<String, List<String>> classes) {
  /** Copies the maps. */
  public Subject {
    features = Map.copyOf(features);
    classes = Map.copyOf(classes);
  }
}
