package dev.nn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "schema",
    description = {
      "Prints the JSON Schema of configs, by which editors complete and check them.",
      "It knows every section, part and key, those of plugins on the class path too. A config names its"
          + " schema in the first line: '# yaml-language-server: $schema=nn.schema.json'."
    },
    footer = {"", "Examples:", "  nn schema", "  nn schema --output nn.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write. Default: standard output.")
  private Path output;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (output != null) {
      OutputFile.check(output);
    }
    if (output == null) {
      console.out().print(SchemaFile.text());
    } else {
      SchemaFile.write(output, SchemaFile.text());
    }
    return 0;
  }
}
