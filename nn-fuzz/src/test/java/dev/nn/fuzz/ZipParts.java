package dev.nn.fuzz;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A model file taken to pieces and put together again, with other content and sound sums, as
 * someone would who wants to have it read.
 */
record ZipParts(Map<String, byte[]> entries) {
  static final String MANIFEST = "manifest.json";
  static final String CONFIG = "config.yaml";
  static final String PREPROCESSING = "preprocessing.json";
  static final String WEIGHTS = "weights.safetensors";

  static ZipParts of(byte[] file) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ZipParts(entries);
  }

  byte[] get(String name) {
    return entries.get(name);
  }

  /** The file with another entry, whose sum is in the manifest. */
  byte[] with(String name, byte[] content) {
    JsonObject manifest =
        JsonParser.parseString(new String(get(MANIFEST), StandardCharsets.UTF_8)).getAsJsonObject();
    manifest.getAsJsonObject("sha256").addProperty(name, sha256(content));
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.put(MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
    changed.put(name, content);
    return zip(changed);
  }

  byte[] withManifest(byte[] content) {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.put(MANIFEST, content);
    return zip(changed);
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        CRC32 sum = new CRC32();
        sum.update(each.getValue());
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(each.getValue().length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
