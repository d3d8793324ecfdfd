package dev.nn.nd4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Picks, among the builds of ND4J's native library on the class path, the one made for this
 * processor. JavaCPP falls back to the plain build by itself if the picked one does not load.
 */
final class NativeLibraries {
  /** JavaCPP's property; read when the first native library is loaded, so it must be set before. */
  static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

  private static final List<String> AVX512 =
      List.of("avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512cd");
  private static final List<String> AVX2 = List.of("avx2", "fma");

  private NativeLibraries() {}

  /** Chooses unless the user has. */
  static void choose() {
    if (System.getProperty(EXTENSION) != null) {
      return;
    }
    String platform = platform();
    for (String extension : extensionsFor(processorFlags())) {
      if (onClassPath(platform + extension)) {
        System.setProperty(EXTENSION, extension);
        return;
      }
    }
  }

  /**
   * Builds that run on a processor with these flags, best first. Those with oneDNN come first: its
   * convolutions are 7–30 times faster, the rest is equal.
   */
  static List<String> extensionsFor(Set<String> flags) {
    List<String> extensions = new ArrayList<>();
    if (flags.containsAll(AVX512)) {
      extensions.addAll(List.of("-onednn-avx512", "-avx512"));
    }
    if (flags.containsAll(AVX2)) {
      extensions.addAll(List.of("-onednn-avx2", "-avx2"));
    }
    extensions.add("-onednn");
    return extensions;
  }

  /** Whether the processor has it, as far as this can be told. */
  static boolean hasAvx512() {
    return processorFlags().containsAll(AVX512);
  }

  /** The builds for this processor, best first, the plain one last. */
  static List<String> suitable() {
    List<String> builds = new ArrayList<>(extensionsFor(processorFlags()));
    builds.add("");
    return builds;
  }

  /** Whether a build is there for this platform. */
  static boolean isThere(String extension) {
    return onClassPath(platform() + extension);
  }

  private static boolean onClassPath(String platform) {
    String library = System.mapLibraryName("jnind4jcpu");
    String path = "org/nd4j/linalg/cpu/nativecpu/bindings/" + platform + "/" + library;
    return NativeLibraries.class.getClassLoader().getResource(path) != null;
  }

  // As JavaCPP names it. Its own Loader.getPlatform() would read the property too early.
  static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system =
        os.startsWith("linux") ? "linux" : os.startsWith("windows") ? "windows" : "macosx";
    return system + "-" + (arch.equals("amd64") ? "x86_64" : arch);
  }

  // Linux tells what the processor can do; elsewhere the plain build runs. Read without streams,
  // whose first use in a process costs 20 ms.
  private static Set<String> processorFlags() {
    try (BufferedReader lines = new BufferedReader(new FileReader("/proc/cpuinfo", UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("flags")) {
          return new HashSet<>(Arrays.asList(line.split(" ")));
        }
      }
    } catch (IOException e) {
      return Set.of(); // Not Linux.
    }
    return Set.of();
  }
}
