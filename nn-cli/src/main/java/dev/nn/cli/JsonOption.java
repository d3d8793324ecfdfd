package dev.nn.cli;

import com.google.gson.JsonObject;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** {@code --json}, of commands whose result is one table or one object. */
final class JsonOption {
  @Option(names = "--json", description = "Print the result as JSON on standard output.")
  private boolean json;

  /** Prints the result for who wants it: people, or programs. */
  void print(Console console, Supplier<JsonObject> object, Supplier<String> text) {
    if (json) {
      console.out().println(Json.line(object.get()));
    } else {
      console.out().print(text.get());
    }
  }
}
