package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code nn}, with scripts in place of Java and Maven. */
class LauncherTest {
  private static final Result QUIET = new Result(0, "hello\n", "");

  private static final Pattern MODULES = Pattern.compile("(?m)^modules=\"(.*)\"$");

  @TempDir Path dir;
  private Path root;
  private Path tools;

  private record Result(int status, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    Path launcher = Path.of("../nn");
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")) && Files.exists(launcher));
    root = Files.createDirectories(dir.resolve("a project"));
    Files.copy(launcher, root.resolve("nn"), StandardCopyOption.COPY_ATTRIBUTES);
    Nn.write(root.resolve("pom.xml"), "<project/>");
    Matcher modules = MODULES.matcher(Files.readString(launcher));
    assertTrue(modules.find());
    for (String module : modules.group(1).split(" ")) {
      Files.createDirectories(root.resolve(module + "/src/main"));
      Nn.write(root.resolve(module + "/pom.xml"), "<project/>");
    }
    tools = Files.createDirectories(dir.resolve("tools"));
    java(17);
    script(
        tools.resolve("mvn"),
        "for m in " + modules.group(1) + "; do",
        "  mkdir -p $m/target && echo jar >$m/target/$m-1.jar",
        "done",
        "echo /other.jar >nn-cli/target/classpath",
        "echo '[INFO] noise' && echo '[WARNING] noise' >&2");
  }

  /** A Java of that version, which prints its last argument. */
  private void java(int version) throws IOException {
    Path home = Files.createDirectories(dir.resolve("jdk/bin")).getParent();
    script(home.resolve("bin/java"), "printf '%s\\n' \"${@: -1}\"");
    Nn.write(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"");
    Files.deleteIfExists(tools.resolve("java"));
    Files.createSymbolicLink(tools.resolve("java"), home.resolve("bin/java"));
  }

  private static void script(Path file, String... lines) throws IOException {
    Nn.write(
        file, Stream.concat(Stream.of("#!/bin/bash"), Stream.of(lines)).toArray(String[]::new));
    assertTrue(file.toFile().setExecutable(true));
  }

  private Result run(Path folder, String command) throws Exception {
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command, "hello")
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("JAVA_HOME");
    environment.put("PATH", tools + ":/usr/bin:/bin");
    // Would lead a plain cd elsewhere.
    environment.put("CDPATH", dir.toString());
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void itBuildsOnFirstUseWithOneLineAndIsQuietAfterwards() throws Exception {
    String first = "nn: building (first use)…\n";
    assertEquals(new Result(0, "hello\n", first), run(root, "./nn"));
    assertEquals(QUIET, run(root, "./nn"));
  }

  @Test
  void itBuildsAgainAfterASourceHasChanged() throws Exception {
    run(root, "./nn");
    Path source = Nn.write(root.resolve("nn-core/src/main/X.java"), "class X {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    assertEquals(
        new Result(0, "hello\n", "nn: building (sources have changed)…\n"), run(root, "./nn"));
  }

  @Test
  void itFindsItsFolderThroughLinksFromAnywhere() throws Exception {
    run(root, "./nn");
    Path bin = Files.createDirectories(dir.resolve("some where/bin"));
    Files.createSymbolicLink(bin.resolve("direct"), root.resolve("nn"));
    Files.createSymbolicLink(bin.resolve("relative"), Path.of("../../a project/nn"));
    Files.createSymbolicLink(bin.resolve("chain"), Path.of("relative"));
    Files.createSymbolicLink(dir.resolve("project"), Path.of("a project"));
    for (String link : List.of("direct", "relative", "chain")) {
      assertEquals(QUIET, run(bin, "./" + link));
      assertEquals(QUIET, run(dir, "some where/bin/" + link));
      assertEquals(QUIET, run(Path.of("/"), bin.resolve(link).toString()));
    }
    assertEquals(QUIET, run(dir, "project/nn"));
  }

  @Test
  void itSaysWhatIsMissingOrBroken() throws Exception {
    script(tools.resolve("mvn"), "echo '[ERROR] /p/X.java:[1,2] a fault'", "exit 1");
    Result failed = run(root, "./nn");
    assertEquals(1, failed.status());
    assertTrue(failed.err().contains("[ERROR] /p/X.java:[1,2] a fault\n"), failed.err());
    assertTrue(failed.err().contains("nn: the build failed; all of its output is in "));
    java(11);
    Result old = run(root, "./nn");
    assertEquals(1, old.status());
    assertTrue(old.err().startsWith("nn: needs Java 17 or newer"), old.err());
    assertTrue(old.err().contains("is Java 11"), old.err());
  }
}
