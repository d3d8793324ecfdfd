package dev.nn.cli;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.function.Executable;

/**
 * Makes a class of the tests known as a plugin or a backend, as a jar would, but for one thread and
 * a while only: other tests are not to see it.
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
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, provider.getClassLoader())) {
      thread.setContextClassLoader(loader);
      run.execute();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
