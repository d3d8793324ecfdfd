package dev.nn.testkit.backend;

import dev.nn.api.graph.Op;
import dev.nn.api.op.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the ops there are, so that one without a case is noticed. */
final class OpScan {
  private OpScan() {}

  /** All records of package {@code dev.nn.api.op} that are ops and compute something. */
  static List<Class<?>> computingOps() {
    String folder = Leaf.class.getPackageName().replace('.', '/');
    try {
      URI place = Leaf.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (place.getPath().endsWith(".jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
          return opsIn(jar.getPath(folder));
        }
      }
      return opsIn(Path.of(place).resolve(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> opsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(type -> type.isRecord() && Op.class.isAssignableFrom(type))
          .filter(type -> !Leaf.class.isAssignableFrom(type))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(
          Leaf.class.getPackageName() + "." + name, false, Leaf.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
