package dev.nn.bench.nn;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.bench.Contender;
import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.util.ServiceLoader;

/** nn on its ND4J backend. */
public final class NnContender implements Contender {
  private final Backend backend =
      ServiceLoader.load(BackendProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(provider -> provider.name().equals("nd4j"))
          .findFirst()
          .orElseThrow()
          .open(BackendProvider.Options.DEFAULT);

  @Override
  public String describe() {
    return "nn, backend nd4j, natives "
        + System.getProperty("org.bytedeco.javacpp.platform.extension", "plain");
  }

  @Override
  public Session open(Workload workload) {
    return workload.training()
        ? new NnTraining(workload, Problem.of(workload), backend)
        : new NnInference(workload, Problem.of(workload), backend);
  }
}
