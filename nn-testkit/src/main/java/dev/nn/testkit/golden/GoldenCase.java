package dev.nn.testkit.golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One file of golden numbers.
 *
 * @param kind what it is about
 * @param name the file's name without its ending
 * @param json its content
 */
record GoldenCase(GoldenKind kind, String name, JsonObject json) {
  static GoldenCase read(GoldenKind kind, Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      String name = file.getFileName().toString().replaceFirst("\\.json$", "");
      return new GoldenCase(kind, name, JsonParser.parseReader(reader).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configuration: always with a {@code type}, and with call-time arguments among its keys. */
  JsonObject config() {
    JsonElement stated = json.get(kind.key());
    JsonObject config = new JsonObject();
    if (stated.isJsonObject()) {
      config = stated.getAsJsonObject().deepCopy();
    } else {
      config.add("type", stated);
    }
    for (String more : List.of("arguments", "call")) {
      if (json.has(more)) {
        json.getAsJsonObject(more).asMap().forEach(config::add);
      }
    }
    return config;
  }

  /** The type, and those of layers inside. */
  List<String> types() {
    List<String> types = new ArrayList<>();
    for (JsonElement at = config(); at != null; at = at.getAsJsonObject().get("layer")) {
      types.add(at.getAsJsonObject().get("type").getAsString());
    }
    return types;
  }

  boolean flag(String key) {
    return json.has(key) && json.get(key).getAsBoolean();
  }

  /** A tensor; float64 unless it is said to be int32. */
  Tensor tensor(String key) {
    return tensor(json.getAsJsonObject(key));
  }

  Optional<Tensor> maybeTensor(String key) {
    return json.has(key) ? Optional.of(tensor(key)) : Optional.empty();
  }

  /** A list of tensors, absent where the file says null. */
  List<Optional<Tensor>> tensorList(String key) {
    return StreamSupport.stream(json.getAsJsonArray(key).spliterator(), false)
        .map(e -> e.isJsonNull() ? Optional.<Tensor>empty() : Optional.of(tensor(e)))
        .toList();
  }

  /** Tensors by name; none if the key is absent. */
  Map<String, Tensor> tensors(String key) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    if (json.has(key)) {
      json.getAsJsonObject(key).asMap().forEach((name, e) -> tensors.put(name, tensor(e)));
    }
    return tensors;
  }

  /** A number or a flat list of numbers. */
  double[] numbers(String key) {
    return numbers(json.get(key));
  }

  static double[] numbers(JsonElement value) {
    if (!value.isJsonArray()) {
      return new double[] {value.getAsDouble()};
    }
    JsonArray array = value.getAsJsonArray();
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).getAsDouble();
    }
    return numbers;
  }

  static Shape shape(JsonElement sizes) {
    return Shape.of(
        StreamSupport.stream(sizes.getAsJsonArray().spliterator(), false)
            .map(JsonElement::getAsInt)
            .toList());
  }

  private static Tensor tensor(JsonElement value) {
    JsonObject tensor = value.getAsJsonObject();
    Tensor floating = Tensor.of(shape(tensor.get("shape")), numbers(tensor.get("data")));
    boolean whole = tensor.has("dtype") && tensor.get("dtype").getAsString().equals("int32");
    return whole ? floating.cast(DataType.INT32) : floating;
  }
}
