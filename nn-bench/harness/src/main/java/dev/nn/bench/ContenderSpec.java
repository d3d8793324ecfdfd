package dev.nn.bench;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * How to start a contender, read from {@code peers/MODULE/NAME.properties}:
 *
 * <pre>
 * class=dev.nn.bench.dl4j.Dl4jContender
 * jvm=-Xmx2g -Dsome.property=${threads}
 * env.OMP_NUM_THREADS=${threads}
 * avx512.jvm=-Dorg.bytedeco.javacpp.platform.extension=-avx512
 * avx512.env.OPENBLAS_CORETYPE=SKYLAKEX
 * </pre>
 *
 * Keys that start with {@code avx512.} count on processors that have it: {@code jvm} is then
 * appended, {@code env} wins over the plain one.
 *
 * @param name the file's name without its ending
 * @param contenderClass class to instantiate
 * @param module the folder with the module's {@code target/}
 * @param jvmArguments arguments of the child's JVM
 * @param environment variables set in the child's environment
 */
record ContenderSpec(
    String name,
    String contenderClass,
    Path module,
    List<String> jvmArguments,
    Map<String, String> environment) {

  private static final String AVX512 = "avx512.";

  /** Looks for the contender below the folder of the peers. */
  static Optional<ContenderSpec> find(
      Path peers, String name, int threads, Map<String, String> overrides) {
    try (Stream<Path> modules = Files.list(peers)) {
      return modules
          .map(module -> module.resolve(name + ".properties"))
          .filter(Files::isRegularFile)
          .findFirst()
          .map(file -> read(file, name, threads, overrides));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContenderSpec read(
      Path file, String name, int threads, Map<String, String> overrides) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Given on the command line, so they win over what the processor would choose.
    overrides.forEach(
        (key, value) -> {
          properties.setProperty(key, value);
          properties.remove(AVX512 + key);
        });
    boolean avx512 = Machine.hasAvx512();
    List<String> jvm = new ArrayList<>();
    Map<String, String> environment = new LinkedHashMap<>();
    for (String prefix : avx512 ? List.of("", AVX512) : List.of("")) {
      String arguments = properties.getProperty(prefix + "jvm", "").strip();
      if (!arguments.isEmpty()) {
        jvm.addAll(List.of(fill(arguments, threads).split("\\s+")));
      }
      String start = prefix + "env.";
      for (String key : properties.stringPropertyNames()) {
        if (key.startsWith(start)) {
          environment.put(
              key.substring(start.length()), fill(properties.getProperty(key), threads));
        }
      }
    }
    return new ContenderSpec(
        name, properties.getProperty("class"), file.getParent(), jvm, environment);
  }

  private static String fill(String text, int threads) {
    return text.replace("${threads}", String.valueOf(threads));
  }

  /** The command line of the child, or empty if the module has not been built. */
  Optional<List<String>> command() {
    Path dependencies = module.resolve("target/classpath");
    if (!Files.isRegularFile(dependencies)) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-cp");
    try {
      command.add(
          module.resolve("target/classes")
              + File.pathSeparator
              + Files.readString(dependencies).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.add(Child.class.getName());
    command.add(contenderClass);
    return Optional.of(command);
  }
}
