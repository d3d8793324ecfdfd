package dev.nn.bench;

import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The results as Markdown and as JSON.
 *
 * @param processor the machine
 * @param java the JVM
 * @param threads threads every contender was given
 * @param settings how long was measured
 * @param results in order of workload, then contender
 */
record Report(
    String processor, String java, int threads, Contest.Settings settings, List<Result> results) {

  /** Contenders that the others are compared with. */
  private static final List<String> REFERENCES =
      List.of("pytorch", "pytorch-eager", "dl4j", "dl4j-onednn", "ceiling");

  String json() {
    return new GsonBuilder().setPrettyPrinting().create().toJson(this);
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "%s; Java %s; %d threads; %d rounds of %.1f s after %.1f s of warm-up.%n%n",
            processor,
            java,
            threads,
            settings.rounds(),
            settings.seconds(),
            settings.warmupSeconds()));
    Map<String, String> descriptions = new LinkedHashMap<>();
    results.forEach(
        result -> {
          if (!result.absent()) {
            descriptions.put(result.contender(), result.description());
          }
        });
    descriptions.forEach(
        (name, description) -> text.append(format("- %s: %s%n", name, description)));
    for (Workload workload : Workload.ALL) {
      List<Result> group =
          results.stream().filter(result -> result.workload().equals(workload.name())).toList();
      if (!group.isEmpty()) {
        append(text, workload, group);
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Workload workload, List<Result> group) {
    List<Result> ran = group.stream().filter(result -> !result.absent()).toList();
    List<Result> references =
        ran.stream().filter(result -> REFERENCES.contains(result.contender())).toList();
    text.append(format("%n### %s: %s%n%n", workload.name(), workload.describe()));
    text.append("| contender | steps/s | slowest–fastest round | GFLOP/s |");
    references.forEach(reference -> text.append(" × ").append(reference.contender()).append(" |"));
    text.append(format(" loss before → after %d steps |", workload.checkedSteps()));
    text.append(" peak MiB | first step s | others' load |\n");
    text.append("|---|--:|--:|--:|").append("--:|".repeat(references.size()));
    text.append("--:|--:|--:|--:|\n");
    for (Result result : ran) {
      text.append(
          format(
              "| %s | %s | %s–%s | %.1f |",
              result.contender(),
              digits(result.stepsPerSecond()),
              digits(result.slowest()),
              digits(result.fastest()),
              result.stepsPerSecond() * workload.flops() / 1e9));
      for (Result reference : references) {
        text.append(
            result == reference ? " 1 |" : format(" %.2f |", result.speedRelativeTo(reference)));
      }
      text.append(
          format(
              " %s → %s | %d | %.1f | %.2f%s |%n",
              loss(result.lossBefore()),
              loss(result.lossAfter()),
              result.peakKib() / 1024,
              result.firstStepSeconds(),
              result.foreignLoad(),
              result.foreignLoad() > Contest.DISTURBED ? " (disturbed)" : ""));
    }
    group.stream()
        .filter(Result::absent)
        .forEach(
            result ->
                text.append(
                    format("%n%s did not run: %s%n", result.contender(), result.description())));
    ran.stream()
        .filter(result -> result.idleLoad() > Contest.DISTURBED)
        .forEach(
            result ->
                text.append(
                    format(
                        "%n%s kept %.2f processors busy while others ran.%n",
                        result.contender(), result.idleLoad())));
  }

  private static String loss(Double loss) {
    return loss == null ? "–" : format("%.5f", loss);
  }

  /** Three significant digits, without an exponent. */
  private static String digits(double value) {
    return value >= 100 ? format("%,.0f", value) : format(value >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
