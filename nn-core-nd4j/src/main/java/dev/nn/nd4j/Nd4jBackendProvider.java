package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Diagnosis;
import dev.nn.api.backend.OpSupport;
import java.util.List;
import java.util.Optional;

/** {@code backend: nd4j}. */
public final class Nd4jBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public Optional<OpSupport> support() {
    return Optional.of(Kernels::exists);
  }

  @Override
  public List<Diagnosis> diagnose() {
    return Nd4jDiagnosis.make();
  }

  @Override
  public Backend open(Options options) {
    NativeLibraries.choose();
    try {
      Blas.useOneThread();
    } catch (LinkageError e) {
      throw new BackendException(
          "backend nd4j: no native libraries for "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " ("
              + e.getMessage()
              + "); use 'backend: reference', or put the natives of org.bytedeco:openblas for this"
              + " platform on the class path",
          e);
    }
    int threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    return new Nd4jBackend(threads, Nd4jStart.begin());
  }
}
