package dev.nn.cli;

import static dev.nn.api.backend.Diagnosis.failure;
import static dev.nn.api.backend.Diagnosis.ok;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Diagnosis;
import java.util.Locale;
import java.util.function.Consumer;

/** A backend, as {@code nn doctor} sees it: what it says of itself, and how it does. */
final class BackendChecks {
  private static final double MEASURED_SECONDS = 1;

  private BackendChecks() {}

  /** Starts it and multiplies for a second; results as they come. */
  static void look(BackendProvider provider, Consumer<Diagnosis> found) {
    long start = System.nanoTime();
    try (Backend backend = provider.open(BackendProvider.Options.DEFAULT)) {
      // A backend may still be starting behind our back: the first product waits for it.
      MatMulRate.measure(backend, 0);
      double seconds = (System.nanoTime() - start) / 1e9;
      found.accept(ok(name(provider, "start"), Numbers.seconds(seconds)));
      MatMulRate rate = MatMulRate.measure(backend, MEASURED_SECONDS);
      found.accept(
          ok(
              name(provider, "matrix products"),
              String.format(
                  Locale.ROOT,
                  "%.1f GFLOP/s (%d×%d, float32)",
                  rate.perSecond() / 1e9,
                  rate.size(),
                  rate.size())));
    } catch (RuntimeException | LinkageError e) {
      found.accept(
          failure(
              name(provider, "start"),
              String.valueOf(e.getMessage()),
              "see what is wrong below; until it is put right, say 'backend: reference' in configs, or --set"
                  + " backend=reference"));
    }
    // Afterwards, since what it looks at is slower to load than what it needs to start.
    for (Diagnosis each : provider.diagnose()) {
      found.accept(
          new Diagnosis(name(provider, each.name()), each.status(), each.found(), each.help()));
    }
  }

  private static String name(BackendProvider provider, String what) {
    return provider.name() + " " + what;
  }
}
