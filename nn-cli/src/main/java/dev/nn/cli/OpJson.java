package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.nn.api.backend.Buffer;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;

/** Ops, types and places for programs. */
final class OpJson {
  private OpJson() {}

  /** The components of an op, by snake_case name. */
  static JsonObject attributes(Object op) {
    JsonObject json = new JsonObject();
    // An op of a plugin need not be a record.
    if (op instanceof Record) {
      for (RecordComponent component : op.getClass().getRecordComponents()) {
        String name =
            component.getName().replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        json.add(name, value(read(component, op)));
      }
    }
    return json;
  }

  private static Object read(RecordComponent component, Object of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static JsonElement value(Object value) {
    if (value instanceof Double number) {
      return Json.number(number);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return Json.of(value);
    }
    if (value instanceof List<?> list) {
      JsonArray items = new JsonArray();
      list.forEach(item -> items.add(value(item)));
      return items;
    }
    if (value instanceof TensorType type) {
      return type(type);
    }
    if (value instanceof Tensor tensor) {
      // A large one would drown the rest.
      return tensor.size() == 1 ? Json.number(tensor.get(0)) : type(tensor.type());
    }
    if (value instanceof Op op) {
      JsonObject json = new JsonObject();
      json.addProperty("op", op.name());
      json.add("attributes", attributes(op));
      return json;
    }
    if (value instanceof Record) {
      return attributes(value);
    }
    return new JsonPrimitive(
        value instanceof Enum<?> constant
            ? constant.name().toLowerCase(Locale.ROOT)
            : String.valueOf(value));
  }

  static JsonObject type(TensorType type) {
    JsonObject json = new JsonObject();
    json.addProperty("dtype", type.dtype().toString());
    json.add("shape", Json.of(type.shape().toList()));
    return json;
  }

  static JsonObject buffer(Buffer buffer) {
    JsonObject json = new JsonObject();
    json.addProperty("region", buffer.region().name().toLowerCase(Locale.ROOT));
    json.addProperty("offset", buffer.offset());
    json.addProperty("bytes", buffer.type().bytes());
    type(buffer.type()).entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
    return json;
  }
}
