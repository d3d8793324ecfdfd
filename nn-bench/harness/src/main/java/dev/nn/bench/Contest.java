package dev.nn.bench;

import dev.nn.bench.ContenderProcess.Failure;
import dev.nn.bench.Result.Round;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One workload, all contenders. Each contender first computes the losses in a process that is
 * thrown away (it also unpacks natives and fills the page cache), then gets the process that is
 * measured. From then on one process works at a time and the others are blocked in a read; they
 * take turns.
 */
final class Contest {

  /**
   * How long to measure.
   *
   * @param rounds turns of every contender
   * @param seconds length of a turn
   * @param warmupSeconds running time of a contender before its first turn
   * @param tries how often a turn is taken, at most, if other processes disturb it
   */
  record Settings(int rounds, double seconds, double warmupSeconds, int tries) {}

  /**
   * Processors kept busy by others from which a turn counts as disturbed. A library whose threads
   * spin while they wait for each other loses most of its speed to a single busy neighbour.
   */
  static final double DISTURBED = 0.1;

  /** Lets what the last contender has left running (a garbage collector, say) come to rest. */
  private static final long PAUSE_MILLIS = 100;

  private final Workload workload;
  private final Settings settings;
  private final Path logs;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Result> absent = new LinkedHashMap<>();

  /** A contender that is still in the race. */
  private static final class Entry {
    private final ContenderProcess process;
    private final List<Round> rounds = new ArrayList<>();
    private String description = "";
    private double lossBefore;
    private double lossAfter;
    private double firstStepSeconds;
    private long stepsPerRound;
    private double idleCpuSeconds;
    private double idleSeconds;

    Entry(ContenderProcess process) {
      this.process = process;
    }
  }

  Contest(Workload workload, Settings settings, Path logs) {
    this.workload = workload;
    this.settings = settings;
    this.logs = logs;
  }

  List<Result> run(List<ContenderSpec> specs) throws InterruptedException {
    try {
      for (ContenderSpec spec : specs) {
        admit(spec);
      }
      for (int round = 1; round <= settings.rounds(); round++) {
        progress("round " + round + " of " + settings.rounds());
        for (String name : List.copyOf(entries.keySet())) {
          takeTurn(name);
        }
      }
      return specs.stream().map(spec -> result(spec.name())).toList();
    } finally {
      entries.values().forEach(entry -> entry.process.close());
    }
  }

  private void admit(ContenderSpec spec) {
    File log = logs.resolve(spec.name() + "-" + workload.name() + ".log").toFile();
    Entry entry = null;
    try {
      progress(spec.name() + ": losses");
      double before;
      double after;
      try (ContenderProcess check = new ContenderProcess(spec, log)) {
        check.open(workload);
        before = check.loss();
        check.run(workload.checkedSteps());
        after = check.loss();
      }
      progress(spec.name() + ": first step and warm-up");
      entry = new Entry(new ContenderProcess(spec, log));
      entry.lossBefore = before;
      entry.lossAfter = after;
      entry.description = entry.process.open(workload);
      long nanos = entry.process.run(1);
      entry.firstStepSeconds = entry.process.secondsSinceStart();
      entry.stepsPerRound = warmUp(entry.process, nanos);
      entries.put(spec.name(), entry);
    } catch (Failure e) {
      if (entry != null) {
        entry.process.close();
      }
      drop(spec.name(), e);
    }
  }

  /** Runs for the warm-up time; returns how many steps fill a turn at the speed seen last. */
  private long warmUp(ContenderProcess process, long firstNanos) {
    double nanosPerStep = firstNanos;
    double spent = 0;
    long done = 1;
    while (spent < settings.warmupSeconds()) {
      // At most twice what has been done, since the first steps say little about the later ones.
      long steps = Math.min(2 * done, stepsWithin(settings.warmupSeconds() / 5, nanosPerStep));
      long nanos = process.run(steps);
      nanosPerStep = (double) nanos / steps;
      spent += nanos / 1e9;
      done += steps;
    }
    return stepsWithin(settings.seconds(), nanosPerStep);
  }

  private static long stepsWithin(double seconds, double nanosPerStep) {
    return Math.max(1, Math.round(seconds * 1e9 / nanosPerStep));
  }

  private void takeTurn(String name) throws InterruptedException {
    Entry active = entries.get(name);
    try {
      Round best = measure(active);
      for (int i = 1; i < settings.tries() && best.foreignLoad() > DISTURBED; i++) {
        Round next = measure(active);
        best = next.foreignLoad() < best.foreignLoad() ? next : best;
      }
      active.rounds.add(best);
    } catch (Failure e) {
      entries.remove(name);
      active.process.close();
      drop(name, e);
    }
  }

  private Round measure(Entry active) throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    Map<Entry, Double> others = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      if (entry != active) {
        others.put(entry, entry.process.cpuSeconds());
      }
    }
    double busy = Machine.busySeconds();
    double own = active.process.cpuSeconds();
    long start = System.nanoTime();
    long nanos = active.process.run(active.stepsPerRound);
    double elapsed = (System.nanoTime() - start) / 1e9;
    double foreign = (Machine.busySeconds() - busy - (active.process.cpuSeconds() - own)) / elapsed;
    others.forEach(
        (entry, before) -> {
          entry.idleCpuSeconds += entry.process.cpuSeconds() - before;
          entry.idleSeconds += elapsed;
        });
    return new Round(
        (double) nanos / active.stepsPerRound, active.stepsPerRound, Math.max(0, foreign));
  }

  private void drop(String name, Failure e) {
    progress(name + ": " + e.getMessage());
    absent.put(name, Result.absent(workload.name(), name, e.getMessage()));
  }

  private Result result(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return absent.get(name);
    }
    return new Result(
        workload.name(),
        name,
        entry.description,
        false,
        finite(entry.lossBefore),
        finite(entry.lossAfter),
        entry.rounds,
        entry.process.peakKib(),
        entry.firstStepSeconds,
        entry.idleSeconds > 0 ? entry.idleCpuSeconds / entry.idleSeconds : 0);
  }

  /** JSON has no NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private void progress(String message) {
    System.err.println(workload.name() + ": " + message);
  }
}
