package dev.nn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** Which nn this is. */
final class Version {
  /** Such as {@code 0.1.0}. */
  static final String TEXT = read();

  private Version() {}

  /** For {@code nn --version}. */
  static List<String> lines() {
    return List.of("nn " + TEXT, "Java " + java());
  }

  /** Version and vendor of Java, and the platform. */
  static String java() {
    return "%s (%s), %s %s"
        .formatted(
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
