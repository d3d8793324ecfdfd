package dev.nn.core.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The JSON header of a safetensors file. */
final class SafeTensorsHeader {
  /** The limit of the format's own implementation. */
  static final int MOST_BYTES = 100_000_000;

  private static final String METADATA = "__metadata__";

  private SafeTensorsHeader() {}

  /** A tensor's name and place. */
  record Named(String name, Entry entry) {}

  /** Type, shape and place in the data: {@code begin} inclusive, {@code end} exclusive. */
  record Entry(DataType dtype, Shape shape, long begin, long end) {
    static Entry of(TensorType type, long begin) {
      return new Entry(type.dtype(), type.shape(), begin, begin + type.bytes());
    }

    JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("dtype", name(dtype));
      JsonArray sizes = new JsonArray();
      shape.toList().forEach(sizes::add);
      json.add("shape", sizes);
      JsonArray offsets = new JsonArray();
      offsets.add(begin);
      offsets.add(end);
      json.add("data_offsets", offsets);
      return json;
    }
  }

  private static String name(DataType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
      case INT32 -> "I32";
      case BOOL -> "BOOL";
    };
  }

  /**
   * The tensors in the order of their data.
   *
   * @param dataBytes what follows the header; the tensors must fill it without gaps or overlaps
   */
  static List<Named> parse(String text, long dataBytes) throws ModelFileException {
    List<Named> entries;
    // Not Gson's tree: that one keeps the last of two equal names without a word.
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      entries = entries(reader);
    } catch (ModelFileException e) {
      throw e;
    } catch (IOException | IllegalStateException | JsonParseException | NumberFormatException e) {
      throw new ModelFileException(
          "not a safetensors file: its header is not the JSON expected (" + firstLine(e) + ")");
    }
    entries.sort(Comparator.comparingLong(named -> named.entry().begin()));
    long at = 0;
    for (Named named : entries) {
      if (named.entry().begin() != at) {
        throw new ModelFileException(
            "damaged: tensor '%s' begins at byte %d, expected %d"
                .formatted(named.name(), named.entry().begin(), at));
      }
      at = named.entry().end();
    }
    if (at != dataBytes) {
      throw new ModelFileException(
          "damaged: the tensors take %d bytes, but %d are there".formatted(at, dataBytes));
    }
    return entries;
  }

  private static String firstLine(Exception e) {
    String message = e instanceof MalformedJsonException ? "malformed" : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  private static List<Named> entries(JsonReader reader) throws IOException {
    List<Named> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (!names.add(name)) {
        throw new ModelFileException("damaged: tensor '" + name + "' is there twice");
      }
      if (name.equals(METADATA)) {
        reader.skipValue();
      } else {
        entries.add(new Named(name, entry(reader, name)));
      }
    }
    reader.endObject();
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new ModelFileException("damaged: something follows the header's JSON");
    }
    return entries;
  }

  private static Entry entry(JsonReader reader, String name) throws IOException {
    String dtype = "";
    List<Long> shape = null;
    List<Long> offsets = null;
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "dtype" -> dtype = reader.nextString();
        case "shape" -> shape = numbers(reader);
        case "data_offsets" -> offsets = numbers(reader);
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    if (shape == null || offsets == null || offsets.size() != 2) {
      throw new ModelFileException("damaged: tensor '" + name + "' has no shape or no place");
    }
    TensorType type = new TensorType(dtype(dtype, name), shape(shape, name));
    Entry entry = new Entry(type.dtype(), type.shape(), offsets.get(0), offsets.get(1));
    if (entry.begin() < 0 || entry.end() - entry.begin() != type.bytes()) {
      throw new ModelFileException(
          "damaged: tensor '%s' is %s, which takes %d bytes, but bytes %d to %d are given for it"
              .formatted(name, type, type.bytes(), entry.begin(), entry.end()));
    }
    return entry;
  }

  private static List<Long> numbers(JsonReader reader) throws IOException {
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      numbers.add(reader.nextLong());
    }
    reader.endArray();
    return numbers;
  }

  private static DataType dtype(String name, String tensor) throws ModelFileException {
    for (DataType dtype : DataType.values()) {
      if (name(dtype).equals(name)) {
        return dtype;
      }
    }
    throw new ModelFileException(
        "tensor '" + tensor + "' has type '" + name + "'; nn reads F32, F64, I32 and BOOL");
  }

  private static Shape shape(List<Long> sizes, String tensor) throws ModelFileException {
    try {
      return Shape.of(sizes.stream().map(Math::toIntExact).toList());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new ModelFileException("damaged: tensor '" + tensor + "' has the shape " + sizes);
    }
  }
}
