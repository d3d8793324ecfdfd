package dev.nn.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No class is looked for because a config names it. */
class WhatIsLoadedTest {
  private static final List<String> NAMED =
      List.of(
          "dev.nn.fuzz.Canary",
          "javax.script.ScriptEngineManager",
          "java.net.URLClassLoader",
          "java.rmi.registry.LocateRegistry");

  /** Every place where a config says by name what is meant. */
  private static final List<String> PLACES =
      List.of(
          "name: !!CLASS [x]",
          "name: !!CLASS {}",
          "? !!CLASS {}\n: 1",
          "data: !<tag:yaml.org,2002:CLASS> {type: linear}",
          "%TAG ! tag:yaml.org,2002:\n---\nseed: !CLASS 1",
          "data: {type: CLASS}",
          "data: CLASS",
          "model: {layers: [CLASS]}",
          "model: {layers: [{type: CLASS}]}",
          "model: {layers: [{type: dense, units: 1, activation: CLASS}]}",
          "model: {layers: [{type: dense, units: 1, kernel_initializer: {type: CLASS}}]}",
          "model: {layers: [{type: lambda, expression: 'CLASS(x)'}]}",
          "model: {layers: [{type: lambda, expression: CLASS}]}",
          "loss: CLASS",
          "metrics: [CLASS]",
          "optimizer: {type: CLASS}",
          "optimizer: {type: sgd, learning_rate: {type: CLASS}}",
          "callbacks: [{type: CLASS}]",
          "backend: CLASS",
          "backend: {type: CLASS}",
          "class: CLASS",
          "vars: {a: '${CLASS}', b: '${vars.CLASS}'}",
          "train: {dtype: CLASS}",
          "warnings: {ignore: [CLASS]}",
          "extends: CLASS");

  @TempDir Path folder;

  /** Loads all classes but Java's anew, and takes note of what it is asked for, by nn or others. */
  private static final class Recorder extends URLClassLoader {
    final Set<String> wanted = ConcurrentHashMap.newKeySet();

    Recorder(URL[] classPath) {
      super(classPath, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      wanted.add(name);
      return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
      wanted.add(name.replaceFirst("\\.class$", "").replace('/', '.'));
      return super.getResource(name);
    }
  }

  @Test
  void whateverItIsWrittenAs() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Recorder recorder = new Recorder(classPath())) {
      Thread.currentThread().setContextClassLoader(recorder);
      Class<?> type = recorder.loadClass("dev.nn.config.ExperimentLoader");
      Object none = Array.newInstance(recorder.loadClass("com.google.inject.Module"), 0);
      Object loader = type.getMethod("create", none.getClass()).invoke(null, none);
      for (String name : NAMED) {
        for (String place : PLACES) {
          String config = place.replace("CLASS", name);
          Path file = Files.writeString(folder.resolve("x.yaml"), config + "\n");
          List<?> problems =
              (List<?>)
                  type.getMethod("check", Path.class, List.class, boolean.class)
                      .invoke(loader, file, List.of("seed=!!" + name + " 1"), true);
          assertFalse(problems.isEmpty(), config);
          assertEquals(
              List.of(), NAMED.stream().filter(recorder.wanted::contains).toList(), config);
        }
      }
      assertTrue(recorder.wanted.contains("dev.nn.core.layers.Dense"), "records what nn asks for");
      recorder.loadClass(NAMED.get(0));
      assertTrue(recorder.wanted.contains(NAMED.get(0)), "there is such a class");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URL[] classPath() throws IOException {
    // Surefire's own class path is one jar that names the others.
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator))
        .map(WhatIsLoadedTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
