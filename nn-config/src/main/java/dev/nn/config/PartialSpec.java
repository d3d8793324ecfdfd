package dev.nn.config;

import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataSource;
import dev.nn.api.tensor.DataType;
import dev.nn.config.spec.ClassWeight;
import dev.nn.config.spec.ModelSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * As much of a config as could be read: enough to look for further mistakes, so that a misspelt
 * optimizer does not hide layers that do not fit each other.
 *
 * @param base the config's folder
 * @param seed decides splits
 * @param data where examples come from
 * @param model the inputs, layers and outputs that could be read
 * @param layersComplete whether these are all inputs and layers
 * @param outputsComplete whether these are all outputs
 * @param patterns of the optimizer
 * @param dtype of parameters and activations
 * @param classWeight how much classes count
 */
record PartialSpec(
    Path base,
    long seed,
    Optional<DataSource> data,
    ModelSpec model,
    boolean layersComplete,
    boolean outputsComplete,
    Set<String> patterns,
    DataType dtype,
    Optional<ClassWeight> classWeight) {

  /** Whether the data source would read the data as it is going to. */
  boolean tellsDataAll() {
    return data.isPresent() && outputsComplete && !model.outputs().isEmpty();
  }

  /** What the data source needs to know. */
  DataRequest dataRequest() {
    Map<String, DataRequest.TargetKind> kinds = new LinkedHashMap<>();
    model
        .outputs()
        .forEach(
            output ->
                kinds.put(output.target().orElse(output.layer()), output.loss().targetKind()));
    return new DataRequest(base, seed, kinds);
  }
}
