package dev.nn.cli;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.nn.core.model.ModelFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a run's {@code run.json}, which anybody may have edited. */
final class RunRecord {
  /** The types of what is read from it; Gson refuses others. */
  private record Types(
      String status, Result result, List<DataFile> data, List<JsonElement> resumed) {}

  private record Result(Double seconds, Map<String, Map<String, JsonElement>> metrics) {}

  private record DataFile(String path, String sha256) {}

  private RunRecord() {}

  /**
   * What the file says.
   *
   * @throws ModelFileException if it is no JSON, or not what {@link Provenance} writes
   */
  static JsonObject read(Path file) throws IOException {
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file));
      if (!json.isJsonObject()) {
        throw new ModelFileException(file, "damaged: no JSON object");
      }
      new Gson().fromJson(json, Types.class);
      return json.getAsJsonObject();
    } catch (JsonParseException e) {
      throw new ModelFileException(file, "damaged: " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new ModelFileException(file, "damaged: no UTF-8 text");
    }
  }
}
