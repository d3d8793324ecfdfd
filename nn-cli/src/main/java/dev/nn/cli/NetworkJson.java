package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.nn.api.tensor.TensorType;
import dev.nn.cli.NetworkOutline.Inside;
import dev.nn.cli.NetworkOutline.Part;
import dev.nn.cli.NetworkOutline.Result;
import dev.nn.core.inspect.PlannedMemory;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A network for programs; the keys are in docs/commands.md. */
final class NetworkJson {
  private NetworkJson() {}

  static JsonObject of(NetworkOutline outline) {
    JsonObject json = new JsonObject();
    json.addProperty("name", outline.name());
    json.add("inputs", list(outline.inputs(), NetworkJson::source));
    json.add("layers", list(outline.layers(), NetworkJson::part));
    json.add("outputs", list(outline.outputs(), NetworkJson::result));
    JsonObject parameters = new JsonObject();
    parameters.addProperty("total", outline.totals().parameters());
    parameters.addProperty("trained", outline.totals().trained());
    parameters.addProperty("frozen", outline.totals().frozen());
    json.add("parameters", parameters);
    JsonObject state = new JsonObject();
    state.addProperty("elements", outline.totals().state());
    state.add("names", texts(outline.totals().states()));
    json.add("state", state);
    json.addProperty("multiply_adds", outline.totals().multiplyAdds());
    json.add("training", training(outline));
    json.add("classes", Json.of(outline.classes()));
    return json;
  }

  private static JsonObject source(NetworkOutline.Source input) {
    JsonObject json = new JsonObject();
    json.addProperty("name", input.name());
    addType(json, "shape", input.example());
    return json;
  }

  private static JsonObject part(Part part) {
    JsonObject json = new JsonObject();
    json.addProperty("name", part.name());
    json.addProperty("path", part.path());
    json.addProperty("type", part.type());
    json.addProperty("nature", part.nature().name().toLowerCase(Locale.ROOT));
    json.add("connections", texts(part.inputs()));
    addType(json, "output_shape", part.output());
    json.addProperty("parameters", part.count().parameters());
    json.addProperty("multiply_adds", part.count().multiplyAdds());
    json.addProperty("trainable", part.trainable());
    json.add(
        "shared", part.shares().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
    part.block().ifPresent(inside -> addInside(json, inside));
    return json;
  }

  private static void addInside(JsonObject json, Inside inside) {
    json.addProperty("repeat", inside.repeated() ? inside.layers().size() : 1);
    json.add("input_names", texts(inside.inputNames()));
    json.add("layers", list(inside.layers(), NetworkJson::part));
    json.addProperty("output", inside.output());
  }

  private static JsonObject result(Result result) {
    JsonObject json = new JsonObject();
    json.addProperty("layer", result.layer());
    json.addProperty("target", result.target());
    json.addProperty("loss", result.loss());
    json.add(
        "from_logits",
        result.logits().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
    json.addProperty("weight", result.weight());
    json.add("metrics", texts(result.metrics()));
    return json;
  }

  private static JsonObject training(NetworkOutline outline) {
    JsonObject json = new JsonObject();
    json.addProperty("examples", outline.examples());
    json.addProperty("batch_size", outline.step().batch());
    json.addProperty("dtype", outline.step().dtype().toString());
    json.addProperty("backend", outline.step().backend());
    json.add("memory_bytes", memory(outline.step().memory()));
    return json;
  }

  /** Bytes by what they are for. */
  static JsonObject memory(PlannedMemory memory) {
    JsonObject json = new JsonObject();
    json.addProperty("total", memory.total());
    json.addProperty("arena", memory.arena());
    json.addProperty("constants", memory.constants());
    json.addProperty("parameters", memory.parameters());
    json.addProperty("frozen", memory.frozen());
    json.addProperty("state", memory.state());
    json.addProperty("optimizer", memory.optimizer());
    return json;
  }

  private static void addType(JsonObject json, String shape, TensorType type) {
    json.add(shape, Json.of(type.shape().toList()));
    json.addProperty("dtype", type.dtype().toString());
  }

  private static JsonArray texts(List<String> texts) {
    return list(texts, JsonPrimitive::new);
  }

  private static <T> JsonArray list(List<T> items, Function<T, ? extends JsonElement> json) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(json.apply(item)));
    return array;
  }
}
