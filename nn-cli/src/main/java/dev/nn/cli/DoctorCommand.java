package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.api.backend.Diagnosis;
import dev.nn.api.backend.Diagnosis.Status;
import dev.nn.config.ExperimentLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Looks at Java, memory, processor, backends, folders and plugins, and says what to do.",
      "Each line is ok, warn or fail, with the way out below where there is something to do. Every"
          + " backend on the class path is started and multiplies matrices for a second. Prints on"
          + " standard output; with --json, one object."
    },
    exitCodeList = {
      "0:everything works, though some of it may be slower than it could be (warn)",
      "1:something does not work (fail)",
      "2:the command line is wrong"
    },
    footer = {
      "",
      "Files:",
      "  ~/.cache/nn  Where data sets are downloaded to.",
      "  ~/.javacpp/cache  Where native libraries are unpacked to.",
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn doctor",
      "  nn doctor --json"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print the result as JSON on standard output.")
  private boolean json;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Diagnosis> all = new ArrayList<>();
    Consumer<Diagnosis> found =
        each -> {
          all.add(each);
          if (!json) {
            print(each); // At once: the backends take a few seconds.
          }
        };
    MachineChecks.all().forEach(found);
    FolderChecks.all().forEach(found);
    parts(found);
    Status worst = all.stream().map(Diagnosis::status).max(Status::compareTo).orElse(Status.OK);
    if (json) {
      console.out().println(Json.line(json(all, worst)));
    }
    return worst == Status.FAILURE ? ErrorReport.FAILED : 0;
  }

  /** Plugins and backends; a plugin that cannot be loaded hides both. */
  private static void parts(Consumer<Diagnosis> found) {
    ExperimentLoader loader;
    try {
      loader = ExperimentLoader.create();
      PluginChecks.all(loader.registries()).forEach(found);
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      found.accept(
          Diagnosis.failure(
              "plugins",
              String.valueOf(cause.getMessage()),
              "take the plugin's jar from the class path, or correct the plugin; backends could not"
                  + " be looked at"));
      return;
    }
    for (String name : loader.backends().names()) {
      BackendChecks.look(loader.backends().find(name).orElseThrow(), found);
    }
  }

  private void print(Diagnosis each) {
    console.out().printf("%-4s  %-28s  %s%n", word(each.status()), each.name(), each.found());
    if (!each.help().isEmpty()) {
      String how = each.help().contains("-D") ? "; pass options by NN_JAVA_OPTS=-D…" : "";
      console.out().printf("%-4s  %-28s  = help: %s%n", "", "", each.help() + how);
    }
    console.out().flush();
  }

  private static String word(Status status) {
    return switch (status) {
      case OK -> "ok";
      case WARNING -> "warn";
      case FAILURE -> "fail";
    };
  }

  private static JsonObject json(List<Diagnosis> all, Status worst) {
    JsonArray checks = new JsonArray();
    for (Diagnosis each : all) {
      JsonObject check = new JsonObject();
      check.addProperty("name", each.name());
      check.addProperty("status", word(each.status()));
      check.addProperty("found", each.found());
      check.addProperty("help", each.help());
      checks.add(check);
    }
    JsonObject json = new JsonObject();
    json.addProperty("status", word(worst));
    json.add("checks", checks);
    return json;
  }
}
