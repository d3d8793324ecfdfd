package dev.nn.nd4j;

import static dev.nn.api.backend.Diagnosis.failure;
import static dev.nn.api.backend.Diagnosis.ok;
import static dev.nn.api.backend.Diagnosis.warning;

import dev.nn.api.backend.Diagnosis;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** What the backend needs of a machine, looked at one by one. */
final class Nd4jDiagnosis {
  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** All natives of one platform, unpacked. */
  private static final long UNPACKED_BYTES = 1L << 30;

  /** Less than this, and larger networks do not fit. */
  private static final long LITTLE_MEMORY = 1L << 30;

  private Nd4jDiagnosis() {}

  static List<Diagnosis> make() {
    NativeLibraries.choose(); // Before JavaCPP is touched.
    List<Diagnosis> found = new ArrayList<>();
    found.add(chosen(System.getProperty(NativeLibraries.EXTENSION, "")));
    found.add(tried("natives cache", Nd4jDiagnosis::cache));
    found.add(tried("memory outside the heap", Nd4jDiagnosis::memory));
    found.add(tried("BLAS", Nd4jDiagnosis::blas));
    found.add(tried("oneDNN", Nd4jDiagnosis::oneDnn));
    return found;
  }

  /** The build of ND4J's native library: there, and the best for the processor. */
  static Diagnosis chosen(String extension) {
    String name = "native library";
    String platform = NativeLibraries.platform();
    if (!NativeLibraries.isThere(extension)) {
      String missing = "nd4j-native for " + platform + extension + " is not on the class path";
      String add = "add org.nd4j:nd4j-native with the classifier " + platform + extension;
      return extension.isEmpty() || !NativeLibraries.isThere("")
          ? failure(name, missing, add + ", or use 'backend: reference'")
          : warning(
              name,
              missing + "; the plain build runs in its place",
              add + ", or leave out -D" + NativeLibraries.EXTENSION);
    }
    String found = "nd4j-native for " + platform + (extension.isEmpty() ? ", plain" : extension);
    int rank = NativeLibraries.suitable().indexOf(extension);
    if (rank < 0) {
      return warning(
          name,
          found + ", which is not made for this processor",
          "leave out -D" + NativeLibraries.EXTENSION + ": the best build is chosen by itself");
    }
    String best = NativeLibraries.suitable().get(0);
    return rank == 0
        ? ok(name, found)
        : warning(
            name,
            found + "; the processor can run the faster build " + platform + best,
            "add org.nd4j:nd4j-native with the classifier " + platform + best);
  }

  private static Diagnosis cache() throws IOException {
    String configured = System.getProperty(CACHE_PROPERTY);
    Path wanted =
        configured == null
            ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
            : Path.of(configured);
    File used = Loader.getCacheDir();
    String free = Pointer.formatBytes(used.getUsableSpace()) + " free";
    if (!used.toPath().toAbsolutePath().equals(wanted.toAbsolutePath())) {
      return warning(
          "natives cache",
          wanted + " cannot be written; " + used + " is used (" + free + ")",
          "make it writable, or name another folder by -D" + CACHE_PROPERTY + "=DIR");
    }
    return used.getUsableSpace() < UNPACKED_BYTES
        ? warning(
            "natives cache",
            used + " (" + free + ")",
            "natives take up to 1 GB unpacked: make room, or name another folder by -D"
                + CACHE_PROPERTY
                + "=DIR")
        : ok("natives cache", used + " (" + free + ")");
  }

  private static Diagnosis memory() {
    long arrays = Pointer.maxBytes();
    long process = Pointer.maxPhysicalBytes();
    String found = "arrays " + limit(arrays) + ", the whole process " + limit(process);
    boolean little = isLittle(arrays) || isLittle(process);
    return little
        ? warning(
            "memory outside the heap",
            found,
            "more by -Dorg.bytedeco.javacpp.maxbytes=8g -Dorg.bytedeco.javacpp.maxphysicalbytes=16g;"
                + " without them it follows -Xmx")
        : ok("memory outside the heap", found);
  }

  private static boolean isLittle(long limit) {
    return limit > 0 && limit < LITTLE_MEMORY;
  }

  private static String limit(long bytes) {
    return bytes > 0 ? "up to " + Pointer.formatBytes(bytes) : "without limit";
  }

  private static Diagnosis blas() throws IOException {
    Blas.useOneThread();
    String library = Path.of(Loader.load(openblas_nolapack.class)).getFileName().toString();
    return ok(
        "BLAS",
        "OpenBLAS %s (%s), one thread in each of %d threads of nn"
            .formatted(
                Loader.getVersion("org.bytedeco", "openblas"),
                library,
                Runtime.getRuntime().availableProcessors()));
  }

  private static Diagnosis oneDnn() {
    try {
      Loader.load(dnnl.class);
      return ok(
          "oneDNN",
          "%d.%d.%d"
              .formatted(
                  dnnl.dnnl_version().major(),
                  dnnl.dnnl_version().minor(),
                  dnnl.dnnl_version().patch()));
    } catch (LinkageError e) {
      return warning(
          "oneDNN",
          "does not load (" + e.getMessage() + "): convolutions are slower",
          "add org.bytedeco:dnnl with the natives of this platform");
    }
  }

  /** A look that may fail, which is a result as well. */
  private interface Look {
    Diagnosis look() throws IOException;
  }

  private static Diagnosis tried(String name, Look look) {
    try {
      return look.look();
    } catch (IOException | RuntimeException | LinkageError e) {
      return failure(
          name,
          String.valueOf(e.getMessage()),
          "the natives of org.bytedeco for this platform have to be on the class path, and their"
              + " cache writable; 'backend: reference' needs neither");
    }
  }
}
