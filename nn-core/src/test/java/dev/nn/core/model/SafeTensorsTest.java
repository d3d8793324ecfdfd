package dev.nn.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  @TempDir Path dir;

  @Test
  void everyTypeAndShapeComesBackInOrder() throws IOException {
    float[] many = new float[70_001]; // More than one chunk.
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 0.5f;
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    values.put("z/kernel", Tensor.of(Shape.of(70_001), many));
    values.put("a", Tensor.of(Shape.SCALAR, Math.PI));
    values.put("ä \"quoted\"", Tensor.of(Shape.of(2), Integer.MIN_VALUE, 7));
    values.put("flags", Tensor.of(Shape.of(3), true, false, true));
    values.put("empty", Tensor.of(Shape.of(0, 4), new float[0]));
    Path file = dir.resolve("w.safetensors");
    SafeTensors.write(file, new Weights(values));
    Weights read = SafeTensors.read(file);
    assertEquals(values, read.values());
    assertEquals(List.copyOf(values.keySet()), new ArrayList<>(read.values().keySet()));
  }

  @Test
  void theLayoutIsThatOfTheFormat() throws IOException {
    Path file = dir.resolve("w.safetensors");
    SafeTensors.write(file, new Weights(Map.of("w", Tensor.of(Shape.of(1, 2), 1f, 2f))));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertEquals(0, length % 8);
    String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
    assertEquals(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", header.strip());
    assertEquals(2f, bytes.getFloat(8 + length + 4));
    assertEquals(8 + length + 8, bytes.limit());
  }

  @Test
  void metadataOfOtherProgramsAreSkipped() throws IOException {
    String header =
        "{'__metadata__':{'format':'pt'},'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}";
    assertEquals(1, SafeTensors.read(file(header, 4)).values().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | takes 8 bytes",
        "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at byte 4, expected 0",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | take 8 bytes, but 4 are there",
        "{'w':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]}} | has type 'BF16'",
        "{'w':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | has the shape [-1]",
        "{'w':{'dtype':'F32','shape':[2147483647],'data_offsets':[0,4]}} | takes 8589934588 bytes",
        "{'w':{'dtype':'F32','shape':[99999999999],'data_offsets':[0,4]}} | has the shape",
        "{'w':{'dtype':'F32','data_offsets':[0,4]}} | has no shape",
        "{'w':{'dtype':'I32','shape':[1],'data_offsets':[0,4]},'w':{}} | is there twice",
        "[1, 2] | not the JSON expected",
        "{'w':4} | not the JSON expected",
        "{} junk | not a safetensors file"
      })
  void aHeaderThatDoesNotFitIsAnError(String header, String message) throws IOException {
    says(file(header, 4), message);
  }

  @Test
  void aLengthBeyondTheFileIsAnErrorAndNoAllocation() throws IOException {
    Path file = dir.resolve("w.safetensors");
    for (long length : new long[] {-1, 0, Long.MAX_VALUE, 99_000_000, 9}) {
      byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      Files.write(file, bytes);
      says(file, "not a safetensors file, or cut off");
    }
    Files.write(file, new byte[3]);
    says(file, "only 3 bytes long");
  }

  private Path file(String header, int dataBytes) throws IOException {
    byte[] text = header.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
    return Files.write(dir.resolve("w.safetensors"), bytes.array());
  }

  private static void says(Path file, String part) {
    ModelFileException e = assertThrows(ModelFileException.class, () -> SafeTensors.read(file));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
