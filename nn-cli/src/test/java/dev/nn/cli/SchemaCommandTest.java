package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nn schema}, and the schema beside the shipped configs. */
class SchemaCommandTest {
  private static final Path CONFIGS = Path.of("../configs");

  @TempDir Path dir;

  @Test
  void itPrintsTheSchemaAsJsonOnStandardOutputAndNothingElse() {
    Nn nn = Nn.ok("schema");
    assertEquals("", nn.err());
    JsonObject schema = JsonParser.parseString(nn.out()).getAsJsonObject();
    assertEquals(
        "https://json-schema.org/draft/2020-12/schema", schema.get("$schema").getAsString());
    assertEquals(
        "a = f(x·W + b)",
        schema
            .getAsJsonObject("$defs")
            .getAsJsonObject("layer.dense")
            .get("description")
            .getAsString());
  }

  @Test
  void itsLinesAreShortExceptForValuesThatCannotBeBroken() {
    List<String> lines = Nn.ok("schema").out().lines().filter(line -> line.length() > 120).toList();
    assertEquals(
        List.of(), lines.stream().filter(line -> !line.matches(" *\"[a-zA-Z]+\": \".*")).toList());
  }

  @Test
  void itWritesTheSchemaIntoAFileAllOrNothing() throws IOException {
    Path file = dir.resolve("nn.schema.json");
    Files.writeString(file, "old");
    Nn nn = Nn.ok("schema", "--output", file);
    assertEquals("", nn.out() + nn.err());
    assertEquals(Nn.ok("schema").out(), Files.readString(file));
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(List.of(file), files.toList());
    }
    Nn refused = Nn.ends(2, "schema", "--output", dir.resolve("none/nn.schema.json"));
    assertTrue(refused.err().contains("there is no folder"), refused.err());
  }

  @Test
  void theSchemaBesideTheShippedConfigsIsCurrent() throws IOException {
    assertTrue(
        Files.readString(CONFIGS.resolve("nn.schema.json")).equals(Nn.ok("schema").out()),
        "run: ./nn schema --output configs/nn.schema.json");
  }

  @Test
  void everyShippedConfigNamesItInItsFirstLine() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS)) {
      List<Path> configs = files.filter(each -> each.toString().endsWith(".yaml")).toList();
      assertTrue(configs.size() > 10, configs.toString());
      for (Path config : configs) {
        assertEquals(
            "# yaml-language-server: $schema=nn.schema.json",
            Files.readAllLines(config).get(0),
            config.toString());
      }
    }
  }
}
