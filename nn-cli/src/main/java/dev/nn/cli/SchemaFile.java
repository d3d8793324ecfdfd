package dev.nn.cli;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.schema.ConfigSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The JSON Schema of configs as a file, which configs in its folder name in their first line. */
final class SchemaFile {
  /** What it is called beside configs. */
  static final String NAME = "nn.schema.json";

  /** First line of a config that has the schema beside it; editors look for it. */
  static final String MODELINE = "# yaml-language-server: $schema=" + NAME + "\n";

  /** Columns of a line: a key with its description, bounds and default fits. */
  private static final int WIDTH = 120;

  private SchemaFile() {}

  /** Its content, by the registries. */
  static String text() {
    ExperimentLoader loader = ExperimentLoader.create();
    ConfigSchema schema = new ConfigSchema(loader.registries(), loader.backends());
    return Json.wide(Json.of(schema.toMap()), WIDTH);
  }

  /** Writes it, all or nothing. */
  static void write(Path file, String text) throws IOException {
    OutputFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a file holds just that, and not the schema of another version or of other plugins. */
  static boolean holds(Path file, String text) throws IOException {
    return Arrays.equals(Files.readAllBytes(file), text.getBytes(StandardCharsets.UTF_8));
  }
}
