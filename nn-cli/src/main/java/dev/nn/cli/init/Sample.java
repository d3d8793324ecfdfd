package dev.nn.cli.init;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Data that a template can be tried on.
 *
 * @param path the file, or the folder with all of them, relative to the config
 * @param what they are, in a few words
 * @param files contents by path relative to the config
 */
public record Sample(String path, String what, Map<String, byte[]> files) {
  /** Copies the map, keeping its order. */
  public Sample {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** One file. */
  static Sample of(String path, String what, byte[] content) {
    return new Sample(path, what, Map.of(path, content));
  }
}
