package dev.nn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the contenders side by side and prints a Markdown table per workload. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = "Measures nn and its peers side by side and prints a Markdown report.")
public final class Bench implements Callable<Integer> {

  @Option(
      names = "--workloads",
      split = ",",
      defaultValue = "W1,W2,W3,W4,W5,W6,W7,W8-1,W8-256",
      paramLabel = "NAME",
      description = "What to run.")
  private List<String> workloads = List.of();

  @Option(
      names = "--contenders",
      split = ",",
      defaultValue = "nn,pytorch,pytorch-eager,dl4j,dl4j-onednn,ceiling",
      paramLabel = "NAME",
      description = "Who takes part, in the order of the turns; NAME.properties says how.")
  private List<String> contenders = List.of();

  @Option(names = "--rounds", defaultValue = "7", description = "Turns of every contender.")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "2", description = "Length of a turn.")
  private double seconds;

  @Option(names = "--warmup", defaultValue = "5", description = "Seconds of warm-up.")
  private double warmupSeconds;

  @Option(
      names = "--tries",
      defaultValue = "5",
      description = "How often a turn is repeated, at most, if other processes disturb it.")
  private int tries;

  @Option(
      names = "--threads",
      description = "Threads of every contender (default: as many as there are processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the results there.")
  private Path json;

  @Option(
      names = "--set",
      paramLabel = "CONTENDER.KEY=VALUE",
      description = "Replaces a key of a contender's properties, as in dl4j.env.OMP_NUM_THREADS=1.")
  private Map<String, String> settings = Map.of();

  @Option(names = "--peers", required = true, hidden = true)
  private Path peers;

  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Workload> chosen = workloads.stream().map(Workload::named).toList();
    Path logs = Files.createDirectories(peers.resolveSibling("target/logs"));
    Contest.Settings contestSettings = new Contest.Settings(rounds, seconds, warmupSeconds, tries);
    List<Result> results = new ArrayList<>();
    for (Workload workload : chosen) {
      List<ContenderSpec> specs = new ArrayList<>();
      for (String name : contenders) {
        ContenderSpec.find(peers, name, threads, overrides(name))
            .ifPresentOrElse(
                specs::add,
                () ->
                    results.add(
                        Result.absent(
                            workload.name(), name, "there is no " + name + ".properties")));
      }
      results.addAll(new Contest(workload, contestSettings, logs).run(specs));
    }
    Report report =
        new Report(
            Machine.processor(),
            Runtime.version().toString(),
            threads,
            contestSettings,
            List.copyOf(results));
    System.out.println(report.markdown());
    if (json != null) {
      Files.writeString(json, report.json() + "\n");
    }
    return 0;
  }

  private Map<String, String> overrides(String contender) {
    Map<String, String> overrides = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(contender + ".")) {
            overrides.put(key.substring(contender.length() + 1), value);
          }
        });
    return overrides;
  }
}
