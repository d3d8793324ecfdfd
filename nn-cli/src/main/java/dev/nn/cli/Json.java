package dev.nn.cli;

import com.google.gson.FormattingStyle;
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

  private static final Gson SPACED =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .setFormattingStyle(FormattingStyle.COMPACT.withSpaceAfterSeparators(true))
          .create();

  private Json() {}

  /** On one line. */
  static String line(JsonElement json) {
    return LINE.toJson(json);
  }

  /** On many lines, the last one ended. */
  static String pretty(JsonElement json) {
    return PRETTY.toJson(json) + "\n";
  }

  /** On many lines, each with as much as goes into so many characters. */
  static String wide(JsonElement json, int width) {
    StringBuilder text = new StringBuilder();
    wide(json, width, "", text);
    return text.append('\n').toString();
  }

  private static void wide(JsonElement json, int width, String indent, StringBuilder text) {
    String line = SPACED.toJson(json);
    int column = text.length() - text.lastIndexOf("\n") - 1;
    boolean fits = column + line.length() + ",".length() <= width;
    if (fits || !json.isJsonArray() && !json.isJsonObject()) {
      text.append(line);
      return;
    }
    String deeper = indent + "  ";
    String separator = "\n" + deeper;
    if (json instanceof JsonArray items) {
      text.append('[');
      for (JsonElement item : items) {
        text.append(separator);
        wide(item, width, deeper, text);
        separator = ",\n" + deeper;
      }
      text.append('\n').append(indent).append(']');
      return;
    }
    text.append('{');
    for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
      text.append(separator).append(SPACED.toJson(entry.getKey())).append(": ");
      wide(entry.getValue(), width, deeper, text);
      separator = ",\n" + deeper;
    }
    text.append('\n').append(indent).append('}');
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

  /** Whether there is something, and it is a number. */
  static boolean isNumber(JsonElement json) {
    return json instanceof JsonPrimitive primitive && primitive.isNumber();
  }
}
