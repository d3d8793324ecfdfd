package dev.nn.core.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A trained model in one file: a zip of {@code manifest.json}, {@code config.yaml}, {@code
 * preprocessing.json} and {@code weights.safetensors}. The manifest has the format's version and a
 * SHA-256 of every other entry; weights lie in it uncompressed, as they do not compress, and so
 * that no small file can claim to hold gigabytes.
 *
 * @param nnVersion of the program that wrote it
 * @param created when
 * @param config the config, everything resolved; opaque here
 * @param preprocessing how files become inputs; opaque here
 * @param weights values of all variables of the network
 */
public record ModelFile(
    String nnVersion, Instant created, String config, String preprocessing, Weights weights) {
  /** The version of the format that is written, and the newest that is read. */
  public static final int FORMAT_VERSION = 1;

  private static final String FORMAT = "nn-model";
  private static final String MANIFEST = "manifest.json";
  private static final String CONFIG = "config.yaml";
  private static final String PREPROCESSING = "preprocessing.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final Set<String> ENTRIES =
      new TreeSet<>(List.of(MANIFEST, CONFIG, PREPROCESSING, WEIGHTS));

  /** Longest text; names of many classes or categories need some room. */
  private static final int MOST_TEXT_BYTES = 64 << 20;

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** What {@code manifest.json} holds. */
  private record Manifest(
      String format,
      int format_version,
      String nn_version,
      String created,
      Map<String, String> sha256) {}

  /** A model made now by the given version. */
  public static ModelFile of(
      String nnVersion, String config, String preprocessing, Weights weights) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new ModelFile(nnVersion, now, config, preprocessing, weights);
  }

  /**
   * Writes the file, completely or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Map<String, AtomicFile.Content> contents = new LinkedHashMap<>();
    contents.put(CONFIG, text(config));
    contents.put(PREPROCESSING, text(preprocessing));
    contents.put(WEIGHTS, out -> SafeTensors.write(out, weights));
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Map.Entry<String, AtomicFile.Content> content : contents.entrySet()) {
      MessageDigest digest = sha256();
      entries.put(content.getKey(), measured(content.getKey(), content.getValue(), digest));
      hashes.put(content.getKey(), HexFormat.of().formatHex(digest.digest()));
    }
    Manifest manifest = new Manifest(FORMAT, FORMAT_VERSION, nnVersion, created.toString(), hashes);
    AtomicFile.Content manifestText = text(GSON.toJson(manifest) + "\n");
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          put(zip, measured(MANIFEST, manifestText, sha256()), manifestText);
          for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
            put(zip, entry.getValue(), contents.get(entry.getKey()));
          }
          zip.finish();
        });
  }

  private static AtomicFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An uncompressed entry: its length and checksum stand before the data, so it is made twice. */
  private static ZipEntry measured(String name, AtomicFile.Content content, MessageDigest digest)
      throws IOException {
    CRC32 crc = new CRC32();
    Counter counter = new Counter();
    content.writeTo(new DigestOutputStream(new CheckedOutputStream(counter, crc), digest));
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(counter.bytes);
    entry.setCompressedSize(counter.bytes);
    entry.setCrc(crc.getValue());
    entry.setTime(0); // The same model makes the same bytes, but for the manifest's date.
    return entry;
  }

  private static void put(ZipOutputStream zip, ZipEntry entry, AtomicFile.Content content)
      throws IOException {
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /**
   * Reads a file and checks all of it.
   *
   * @throws ModelFileException if it is no model file, damaged, or made by a newer version
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  public static ModelFile read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new ModelFileException(file, "not a file");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return read(zip);
    } catch (ModelFileException e) {
      throw new ModelFileException(file, e.getMessage(), e);
    } catch (ZipException e) {
      throw new ModelFileException(
          file, "not a model file, or damaged: no sound zip archive (" + e.getMessage() + ")", e);
    } catch (IllegalArgumentException | java.io.EOFException e) {
      throw new ModelFileException(file, "damaged: " + e.getMessage(), e);
    }
  }

  private static ModelFile read(ZipFile zip) throws IOException {
    if (zip.getEntry(MANIFEST) == null) {
      throw new ModelFileException("not a model file: there is no " + MANIFEST + " in it");
    }
    Manifest manifest = manifest(new String(bytes(zip, MANIFEST, null), StandardCharsets.UTF_8));
    Set<String> found = new TreeSet<>();
    zip.stream().forEach(entry -> found.add(entry.getName()));
    if (!found.equals(ENTRIES) || zip.size() != ENTRIES.size()) {
      throw new ModelFileException(
          "not a model file: it has "
              + zip.size()
              + " entries "
              + shown(found)
              + ", expected "
              + ENTRIES);
    }
    String config = text(zip, CONFIG, manifest);
    String preprocessing = text(zip, PREPROCESSING, manifest);
    Weights weights = weights(zip, manifest);
    return new ModelFile(
        manifest.nn_version(), Instant.parse(manifest.created()), config, preprocessing, weights);
  }

  private static String shown(Set<String> names) {
    return names.stream().limit(6).toList() + (names.size() > 6 ? " …" : "");
  }

  private static Manifest manifest(String text) throws ModelFileException {
    Manifest manifest;
    try {
      manifest = GSON.fromJson(text, Manifest.class);
    } catch (JsonParseException e) {
      throw new ModelFileException("damaged: " + MANIFEST + " is not the JSON expected");
    }
    if (manifest == null || !FORMAT.equals(manifest.format())) {
      throw new ModelFileException(
          "not a model file: " + MANIFEST + " does not say \"format\": \"" + FORMAT + "\"");
    }
    if (manifest.format_version() > FORMAT_VERSION) {
      throw new ModelFileException(
          "made by a newer version of nn (%s, format %d); this one reads formats up to %d"
              .formatted(manifest.nn_version(), manifest.format_version(), FORMAT_VERSION));
    }
    if (manifest.format_version() < 1
        || manifest.sha256() == null
        || manifest.nn_version() == null
        || !isInstant(manifest.created())) {
      throw new ModelFileException("damaged: " + MANIFEST + " lacks something");
    }
    return manifest;
  }

  private static boolean isInstant(String text) {
    try {
      return text != null && Instant.parse(text) != null;
    } catch (java.time.format.DateTimeParseException e) {
      return false;
    }
  }

  private static String text(ZipFile zip, String name, Manifest manifest) throws IOException {
    MessageDigest digest = sha256();
    byte[] bytes = bytes(zip, name, digest);
    check(name, digest, manifest);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ZipFile zip, String name, MessageDigest digest) throws IOException {
    try (InputStream in = zip.getInputStream(stored(zip, name))) {
      byte[] bytes = in.readNBytes(MOST_TEXT_BYTES + 1);
      if (bytes.length > MOST_TEXT_BYTES) {
        throw new ModelFileException(
            "damaged: " + name + " is longer than " + (MOST_TEXT_BYTES >> 20) + " MiB");
      }
      if (digest != null) {
        digest.update(bytes);
      }
      return bytes;
    }
  }

  private static Weights weights(ZipFile zip, Manifest manifest) throws IOException {
    ZipEntry entry = stored(zip, WEIGHTS);
    // Twice through the entry: damage is to be reported as such, not as what it makes of a header.
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    check(WEIGHTS, digest, manifest);
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
      return SafeTensors.read(in, entry.getSize());
    }
  }

  private static ZipEntry stored(ZipFile zip, String name) throws ModelFileException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      throw new ModelFileException("damaged: there is no " + name + " in it");
    }
    // An uncompressed entry cannot be larger than the file it lies in.
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
      throw new ModelFileException("not written by nn: " + name + " is compressed");
    }
    return entry;
  }

  private static void check(String name, MessageDigest digest, Manifest manifest)
      throws ModelFileException {
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(manifest.sha256().get(name))) {
      throw new ModelFileException(
          "damaged: "
              + name
              + " is not what was written (its SHA-256 differs from the one in "
              + MANIFEST
              + ")");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }

  /** Counts and forgets. */
  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
