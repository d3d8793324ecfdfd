package dev.nn.cli;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.data.Preprocessings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a model file keeps of the data it was trained on, as {@code preprocessing.json}: enough to
 * build the network and to prepare new examples without the data.
 *
 * @param preprocessing its own description
 * @param classes in index order, by target; a target that is no class is missing
 * @param features names along the last axis, by input, where there are such
 * @param inputs type of one example, by name
 * @param targets type of one example, by name
 */
record DataDescription(
    Map<String, Object> preprocessing,
    Map<String, List<String>> classes,
    Map<String, List<String>> features,
    Map<String, Example> inputs,
    Map<String, Example> targets) {

  /** The type of one example, as JSON shows it. */
  record Example(String dtype, List<Integer> shape) {
    private static Example of(Tensor tensor) {
      return new Example(tensor.dtype().toString(), tensor.shape().withoutBatch().toList());
    }

    private Tensor zeros() {
      DataType type = DataType.valueOf(dtype.toUpperCase(Locale.ROOT));
      return Tensor.zeros(new TensorType(type, Shape.of(shape).withBatch(1)));
    }
  }

  static DataDescription of(PreparedData data) {
    return new DataDescription(
        data.preprocessing().describe(),
        data.classes(),
        data.features(),
        examples(data.train().inputs()),
        examples(data.train().targets()));
  }

  private static Map<String, Example> examples(Map<String, Tensor> tensors) {
    Map<String, Example> examples = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> examples.put(name, Example.of(tensor)));
    return examples;
  }

  String toJson() {
    return Json.pretty(Json.of(this));
  }

  /**
   * @throws IllegalArgumentException if it is not what {@link #toJson} writes
   */
  static DataDescription fromJson(String json) {
    try {
      DataDescription read = new Gson().fromJson(json, DataDescription.class);
      if (read != null
          && read.preprocessing != null
          && read.classes != null
          && read.features != null
          && read.inputs != null
          && read.targets != null) {
        return read;
      }
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("preprocessing.json is not the JSON expected", e);
    }
    throw new IllegalArgumentException("preprocessing.json lacks something");
  }

  /** Names of the classes of a target; empty for regression. */
  List<String> classNames(String target) {
    return classes.getOrDefault(target, List.of());
  }

  /** One example of zeros that stands for the data, with the fitted preprocessing. */
  PreparedData placeholder() {
    Preprocessing fitted = Preprocessings.fromDescription(preprocessing);
    Dataset zeros = new Dataset(zeros(inputs), zeros(targets), Optional.empty());
    return new PreparedData(
        zeros, Optional.empty(), Optional.empty(), classes, features, fitted, List.of());
  }

  private static Map<String, Tensor> zeros(Map<String, Example> examples) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    examples.forEach((name, example) -> tensors.put(name, example.zeros()));
    return tensors;
  }
}
