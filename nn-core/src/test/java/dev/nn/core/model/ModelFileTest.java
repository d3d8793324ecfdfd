package dev.nn.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  private static final ModelFile MODEL =
      ModelFile.of("0.1", "name: ä\n", "{}", new Weights(Map.of("a/kernel", kernel())));

  @TempDir Path dir;
  private Path file;

  private static Tensor kernel() {
    return Tensor.of(Shape.of(2, 2), 1f, -2.5f, Float.MIN_VALUE, 4f);
  }

  @BeforeEach
  void write() throws IOException {
    file = dir.resolve("model.nn");
    MODEL.write(file);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    assertEquals(MODEL, ModelFile.read(file));
  }

  @Test
  void nothingTemporaryStaysBehind() throws IOException {
    try (var files = Files.list(dir)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void anAbsentFileIsSaidToBeAbsent() {
    assertThrows(NoSuchFileException.class, () -> ModelFile.read(dir.resolve("nowhere.nn")));
  }

  @Test
  void aFileCutOffAnywhereIsAnError() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length += 97) {
      Files.write(file, Arrays.copyOf(bytes, length));
      says("not a model file, or damaged");
    }
  }

  @Test
  void everyFlippedByteInTheContentIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int weights = text.indexOf("a/kernel") + 60;
    int config = text.indexOf("name: ");
    for (int at : new int[] {weights, config}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      says("damaged");
    }
  }

  @Test
  void aTextFileIsNoModel() throws IOException {
    Files.writeString(file, "hello");
    says("no sound zip archive");
  }

  @Test
  void anotherZipIsNoModel() throws IOException {
    zip(Map.of("word/document.xml", "<x/>"));
    says("there is no manifest.json in it");
  }

  @Test
  void anotherManifestIsNoModel() throws IOException {
    zip(Map.of("manifest.json", "{\"format\": \"other\"}"));
    says("does not say \"format\": \"nn-model\"");
    zip(Map.of("manifest.json", "no json at all {"));
    says("is not the JSON expected");
  }

  @Test
  void aNewerFormatNamesTheVersionThatMadeIt() throws IOException {
    zip(
        Map.of(
            "manifest.json",
            "{\"format\": \"nn-model\", \"format_version\": 2, \"nn_version\": \"9.1\"}"));
    says("made by a newer version of nn (9.1, format 2)");
  }

  @Test
  void entriesThatDoNotBelongAreRefused() throws IOException {
    Map<String, String> entries = entries();
    entries.put("../../etc/passwd", "x");
    zip(entries);
    says("it has 5 entries");
  }

  @Test
  void aChangedEntryIsFoundByItsHash() throws IOException {
    Map<String, String> entries = entries();
    entries.put("config.yaml", "name: evil\n");
    zip(entries);
    says("config.yaml is not what was written");
  }

  @Test
  void aCompressedEntryIsRefusedBeforeItIsInflated() throws IOException {
    Map<String, String> entries = entries();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        if (entry.getKey().equals("weights.safetensors")) {
          zip.putNextEntry(new ZipEntry(entry.getKey()));
          zip.write(new byte[50_000_000]);
        } else {
          stored(zip, entry.getKey(), entry.getValue());
        }
      }
    }
    says("weights.safetensors is compressed");
  }

  private Map<String, String> entries() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        entries.put(entry.getName(), new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    return entries;
  }

  private void zip(Map<String, String> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        stored(zip, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void stored(ZipOutputStream zip, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private void says(String part) {
    ModelFileException e = assertThrows(ModelFileException.class, () -> ModelFile.read(file));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
  }
}
