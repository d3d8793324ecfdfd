package dev.nn.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --set}, wherever a config is read. */
final class SettingsOption {
  @Option(
      names = "--set",
      paramLabel = "KEY.PATH=VALUE",
      description = "Set a key of the config, such as --set train.epochs=3. Repeatable.")
  private List<String> settings = new ArrayList<>();

  List<String> settings() {
    return settings;
  }
}
