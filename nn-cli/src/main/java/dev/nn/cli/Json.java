package dev.nn.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.nn.api.tensor.Tensor;
import java.util.Map;

/** JSON for programs. JSON has neither NaN nor infinity; they become null. */
final class Json {
  private static final Gson LINE = new GsonBuilder().serializeNulls().create();
  private static final Gson PRETTY =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private Json() {}

  /** On one line. */
  static String line(JsonElement json) {
    return LINE.toJson(json);
  }

  /** On many lines, the last one ended. */
  static String pretty(JsonElement json) {
    return PRETTY.toJson(json) + "\n";
  }

  /** Maps, lists, texts, numbers, truth values. */
  static JsonElement of(Object value) {
    return LINE.toJsonTree(value);
  }

  static JsonElement number(double value) {
    return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  }

  static JsonObject numbers(Map<String, Double> values) {
    JsonObject json = new JsonObject();
    values.forEach((name, value) -> json.add(name, number(value)));
    return json;
  }

  /** A number, a list, a list of lists, …. */
  static JsonElement tensor(Tensor tensor) {
    return tensor(tensor, 0, 0);
  }

  private static JsonElement tensor(Tensor tensor, int axis, int offset) {
    if (axis == tensor.shape().rank()) {
      return number(tensor.get(offset));
    }
    JsonArray items = new JsonArray();
    int stride = tensor.shape().strides()[axis];
    for (int i = 0; i < tensor.shape().size(axis); i++) {
      items.add(tensor(tensor, axis + 1, offset + i * stride));
    }
    return items;
  }
}
