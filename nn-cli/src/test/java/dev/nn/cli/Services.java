package dev.nn.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.function.Executable;

/**
 * Changes which plugins and backends are known, as jars would, but for one thread and a while only:
 * other tests are not to see it.
 */
final class Services {
  private Services() {}

  /**
   * Runs with a service provider on the class path.
   *
   * @param jar a folder that stands for the jar
   */
  static void with(Path jar, Class<?> service, Class<?> provider, Executable run) throws Throwable {
    Path file = jar.resolve("META-INF/services").resolve(service.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, provider.getName() + "\n");
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, provider.getClassLoader())) {
      with(loader, run);
    }
  }

  /** Runs without any provider of a service. */
  static void without(Class<?> service, Executable run) throws Throwable {
    ClassLoader all = Services.class.getClassLoader();
    with(
        new ClassLoader(all) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            boolean hidden = name.equals("META-INF/services/" + service.getName());
            return hidden ? Collections.emptyEnumeration() : super.getResources(name);
          }
        },
        run);
  }

  private static void with(ClassLoader loader, Executable run) throws Throwable {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader);
      run.execute();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
