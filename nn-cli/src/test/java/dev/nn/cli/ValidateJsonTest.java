package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong, for editors and other programs. */
class ValidateJsonTest {
  @TempDir Path dir;

  private static JsonArray array(Nn nn) {
    assertEquals("", nn.err());
    return JsonParser.parseString(nn.out()).getAsJsonArray();
  }

  @Test
  void aGoodConfigHasAnEmptyArray() {
    Path config = Nn.csvConfig(dir, 2);
    assertEquals("[]\n", Nn.ok("validate", "--json", config).out());
  }

  @Test
  void aProblemHasItsCodeItsPlaceAndAFixThatAToolCanMake() {
    Path config = Nn.csvConfig(dir, 2);
    Nn nn = Nn.ends(2, "validate", "--json", config, "--set", "model.layers.0.unit=3");
    JsonObject problem = array(nn).get(0).getAsJsonObject();
    assertEquals(config.toString(), problem.get("config").getAsString());
    assertEquals("NN0101", problem.get("code").getAsString());
    assertEquals("error", problem.get("severity").getAsString());
    assertEquals("unknown key 'unit' in layer 'dense'", problem.get("message").getAsString());
    assertTrue(problem.get("file").isJsonNull());
    assertEquals("--set model.layers.0.unit=3", problem.get("option").getAsString());
    assertEquals(1, problem.get("line").getAsInt());
    assertEquals(22, problem.get("column").getAsInt());
    assertEquals(26, problem.get("end_column").getAsInt());
    assertTrue(problem.get("expected").getAsString().startsWith("one of: activation, "));
    assertTrue(problem.getAsJsonArray("choices").toString().contains("\"units\""));
    assertEquals("did you mean 'units'?", problem.get("help").getAsString());
    JsonObject fix = problem.getAsJsonObject("fix");
    assertEquals("units", fix.get("replacement").getAsString());
    assertEquals(22, fix.get("column").getAsInt());
    assertEquals(26, fix.get("end_column").getAsInt());
  }

  @Test
  void severalConfigsMakeOneArrayAndEachProblemSaysWhose() {
    Path good = Nn.csvConfig(dir, 2);
    Path bad = Nn.write(dir.resolve("bad.yaml"), "seed: 1", "seed: 2");
    JsonArray array = array(Nn.ends(2, "validate", "--json", good, bad));
    JsonObject twice =
        StreamSupport.stream(array.spliterator(), false)
            .map(JsonElement::getAsJsonObject)
            .filter(problem -> problem.get("code").getAsString().equals("NN0011"))
            .findFirst()
            .orElseThrow();
    assertEquals(bad.toString(), twice.get("config").getAsString());
    JsonObject note = twice.getAsJsonArray("notes").get(0).getAsJsonObject();
    assertEquals("it is here first", note.get("message").getAsString());
    assertEquals(bad.toString(), note.get("file").getAsString());
    assertEquals(1, note.get("line").getAsInt());
  }
}
