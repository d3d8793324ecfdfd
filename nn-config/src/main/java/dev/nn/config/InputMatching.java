package dev.nn.config;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.LayerSpec;
import dev.nn.config.spec.ModelSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which input of the data is which input of the model, and what an example of each looks like. */
final class InputMatching {
  private final ModelSpec model;
  private final DataType dtype;
  private final Places places;
  private final Problems problems;

  /** What the data call an input, by what the model calls it. */
  private final Map<String, String> dataNames = new HashMap<>();

  private final Map<String, TensorType> examples = new LinkedHashMap<>();

  /**
   * @param dtype all floating values of a model have this one type
   */
  InputMatching(ModelSpec model, DataType dtype, Places places, Problems problems) {
    this.model = model;
    this.dtype = dtype;
    this.places = places;
    this.problems = problems;
  }

  /**
   * Takes names and shapes from the data, and reports where the config says something else.
   *
   * @param data an example of each of their inputs
   */
  void with(Map<String, TensorType> data) {
    for (InputSpec input : model.inputs()) {
      dataName(input, data.keySet())
          .ifPresent(
              name -> {
                dataNames.put(input.name(), name);
                examples.put(input.name(), example(input, data.get(name)));
              });
    }
  }

  /** Takes shapes from the config, where they are stated. */
  void asStated() {
    for (InputSpec input : model.inputs()) {
      stated(input).ifPresent(example -> examples.put(input.name(), example));
    }
  }

  private Optional<TensorType> stated(InputSpec input) {
    try {
      return input
          .shape()
          .map(shape -> new TensorType(input.dtype().orElse(dtype), Shape.of(shape)));
    } catch (ShapeException e) {
      problems.add(
          Problem.at(Code.REFUSED_VALUE, places.input(input.name(), "shape"), tooLarge(e)));
      return Optional.empty();
    }
  }

  /** What is told where an example would be larger than memory can be. */
  static String tooLarge(ShapeException fault) {
    return "an example of this size cannot be: " + fault.getMessage();
  }

  /** Types of one example of each input for which they are known, by the model's name. */
  Map<String, TensorType> examples() {
    return examples;
  }

  /** What the network calls an input: as the data do. */
  String renamed(String name) {
    return dataNames.getOrDefault(name, name);
  }

  private Optional<String> dataName(InputSpec input, Set<String> names) {
    if (names.contains(input.name())) {
      return unlessALayer(input.name());
    }
    // With one input on either side there is no doubt which is meant.
    if (names.size() > 1 || model.inputs().size() > 1) {
      problems.add(
          Problem.at(
                  Code.UNKNOWN_DATA_INPUT,
                  places.input(input.name(), "name"),
                  "the data have no input '" + input.name() + "'")
              .expectingOneOf(names, input.name())
              .noting(
                  "the model's inputs are "
                      + model.inputs().stream()
                          .map(InputSpec::name)
                          .collect(Collectors.joining(", "))
                      + "; those of the data are "
                      + String.join(", ", names)));
      return Optional.empty();
    }
    return unlessALayer(names.iterator().next());
  }

  /** What the data call an input; empty, and reported, if a layer is called so. */
  private Optional<String> unlessALayer(String name) {
    if (model.layers().stream().map(LayerSpec::name).noneMatch(name::equals)) {
      return Optional.of(name);
    }
    problems.add(
        Problem.at(
                Code.LAYER_NAMED_AS_DATA,
                places.layer(name, "name"),
                "'" + name + "' is what the data call their input, so no layer can be called so")
            .helping("give the layer another name"));
    return Optional.empty();
  }

  private TensorType example(InputSpec input, TensorType data) {
    Shape shape = data.shape();
    if (input.shape().isPresent() && !input.shape().get().equals(shape.toList())) {
      problems.add(
          Problem.at(
                  Code.OTHER_SHAPE_IN_DATA,
                  places.input(input.name(), "shape"),
                  "an example of '%s' has shape %s in the data, not %s"
                      .formatted(input.name(), shape, input.shape().get()))
              .helping("write shape: " + shape + ", or leave it out")
              .fixedBy(shape.toString()));
    }
    DataType found = data.dtype();
    DataType stated = input.dtype().orElse(found);
    if (stated != found && !(stated.isFloating() && found.isFloating())) {
      problems.add(
          Problem.at(
                  Code.OTHER_DTYPE_IN_DATA,
                  places.input(input.name(), "dtype"),
                  "'%s' is %s in the data, not %s".formatted(input.name(), found, stated))
              .helping("write dtype: " + found + ", or leave it out")
              .fixedBy(found.toString()));
    }
    return new TensorType(found.isFloating() ? dtype : found, shape);
  }
}
