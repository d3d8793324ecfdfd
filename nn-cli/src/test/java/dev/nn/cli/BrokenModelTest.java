package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that {@code evaluate} and {@code predict} cannot use. */
class BrokenModelTest {
  @TempDir Path dir;
  private Path model;

  @BeforeEach
  void train() {
    Nn.csv(dir);
    Path config = Nn.csvConfig(dir, 2);
    String run = dir.resolve("runs").toString();
    Nn nn = Nn.ok("train", config, "--output", run, "--json", "--set", "train.epochs=1");
    model = Path.of(nn.json().get("model").getAsString());
  }

  @Test
  void whatIsNoModelIsSaidToBeNone() throws IOException {
    Path broken = dir.resolve("broken.nn");
    byte[] whole = Files.readAllBytes(model);
    Files.write(broken, Arrays.copyOf(whole, whole.length - 30));
    noModel(broken, "not a model file, or damaged");
    Files.write(broken, new byte[0]);
    noModel(broken, "not a model file, or damaged");
    Nn.write(broken, "hello");
    noModel(broken, "not a model file, or damaged");
    zip(broken, Map.of("a.txt", new byte[] {1}));
    noModel(broken, "not a model file: there is no manifest.json in it");
    Map<String, byte[]> entries = unzip(model);
    String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
    String newer = manifest.replaceAll("(?<=\"format_version\":) *1", " 7");
    assertNotEquals(manifest, newer);
    entries.put("manifest.json", newer.getBytes(StandardCharsets.UTF_8));
    zip(broken, entries);
    noModel(broken, "made by a newer version of nn (");
    Files.delete(broken);
    for (Nn nn : evaluateAndPredict(broken)) {
      assertTrue(nn.err().startsWith("error: no such file or folder: " + broken), nn.err());
    }
  }

  private void noModel(Path file, String expected) {
    for (Nn nn : evaluateAndPredict(file)) {
      assertTrue(nn.err().startsWith("error: " + file + ": " + expected), nn.err());
      assertFalse(nn.err().contains("\tat "), nn.err());
    }
  }

  private List<Nn> evaluateAndPredict(Path model) {
    return List.of(
        Nn.ends(2, "evaluate", model),
        Nn.ends(2, "predict", model, "--input", dir.resolve("data.csv")));
  }

  private static Map<String, byte[]> unzip(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static void zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry stored = new ZipEntry(entry.getKey());
        CRC32 sum = new CRC32();
        sum.update(entry.getValue());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getValue().length);
        stored.setCrc(sum.getValue());
        out.putNextEntry(stored);
        out.write(entry.getValue());
      }
    }
  }

  @Test
  void aDamagedModelIsAnErrorOfTheUser() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("seed: 3")] ^= 1;
    Files.write(model, bytes);
    String err = Nn.ends(2, "evaluate", model).err();
    assertTrue(err.startsWith("error: " + model + ": damaged: "), err);
    Files.write(model, Arrays.copyOf(bytes, bytes.length / 2));
    err = Nn.ends(2, "predict", model, "--input", dir.resolve("data.csv")).err();
    assertTrue(err.contains("not a model file, or damaged"), err);
  }
}
