package dev.nn.api.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data ready for training.
 *
 * @param train never empty
 * @param validation absent unless the split asks for it
 * @param test absent unless the split asks for it or the source has its own
 * @param classes names of the classes in index order, by target; a target that is no class is
 *     missing
 * @param features names of the features along the last axis, by input; an input without such names
 *     is missing
 * @param preprocessing how to turn new raw examples into inputs; stored with the model
 * @param warnings things the user should know, one line each
 */
public record PreparedData(
    Dataset train,
    Optional<Dataset> validation,
    Optional<Dataset> test,
    Map<String, List<String>> classes,
    Map<String, List<String>> features,
    Preprocessing preprocessing,
    List<String> warnings) {

  /** Copies the collections, keeping their order. */
  public PreparedData {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    warnings = List.copyOf(warnings);
  }

  /**
   * Data whose features have no names.
   *
   * @param classNames of the first target; empty for regression
   */
  public PreparedData(
      Dataset train,
      Optional<Dataset> validation,
      Optional<Dataset> test,
      List<String> classNames,
      Preprocessing preprocessing,
      List<String> warnings) {
    this(
        train,
        validation,
        test,
        classNames.isEmpty()
            ? Map.of()
            : Map.of(train.targets().keySet().iterator().next(), classNames),
        Map.of(),
        preprocessing,
        warnings);
  }

  /** Names of the classes of the first target in index order; empty for regression. */
  public List<String> classNames() {
    return train.targets().keySet().stream().findFirst().map(this::classNames).orElse(List.of());
  }

  /** Names of the classes of a target in index order; empty for regression. */
  public List<String> classNames(String target) {
    return classes.getOrDefault(target, List.of());
  }
}
