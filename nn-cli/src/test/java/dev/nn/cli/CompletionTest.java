package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell offers that has read {@code nn completion}. */
class CompletionTest {
  @TempDir Path dir;

  @BeforeEach
  void write() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
    Files.createDirectories(dir.resolve("configs"));
    Nn.write(dir.resolve("configs/iris.yaml"), "version: 1");
    Nn.write(dir.resolve("configs/wine two.yml"), "version: 1");
    Nn.write(dir.resolve("configs/notes.txt"), "");
    Nn.write(dir.resolve("configs/model.nn"), "");
    Nn.write(dir.resolve("nn.bash"), Nn.ok("completion", "bash").out());
  }

  /** What bash offers for the last word. */
  private Set<String> offered(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/bash", "--norc", "-c"));
    command.add(
        ". ./nn.bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
            + " _complete_nn; printf '%s\\n' \"${COMPREPLY[@]}\"");
    command.add("bash");
    command.add("nn");
    command.addAll(List.of(words));
    Path out = dir.resolve("out");
    // Standard error: compopt says that no completion is going on.
    Process bash =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(bash.waitFor(60, TimeUnit.SECONDS));
    Set<String> offered = new TreeSet<>(Files.readAllLines(out));
    offered.remove("");
    return offered;
  }

  @Test
  void commandsAreCompleted() throws Exception {
    assertEquals(Set.of("validate"), offered("va"));
    assertEquals(
        new TreeSet<>(Commands.ALL.stream().map(Commands.Entry::name).toList()), offered(""));
  }

  @Test
  void optionsAndTheirValuesAreCompleted() throws Exception {
    assertEquals(Set.of("--output"), offered("train", "--out"));
    assertTrue(offered("train", "--").containsAll(Set.of("--set", "--quiet", "--debug")));
    assertEquals(Set.of("train", "validation", "test"), offered("evaluate", "--part", ""));
    assertEquals(Set.of("json"), offered("summary", "--format", "j"));
  }

  @Test
  void whereAConfigIsExpectedConfigsAndFoldersAreOffered() throws Exception {
    assertEquals(Set.of("configs"), offered("train", "conf"));
    assertEquals(Set.of("configs/iris.yaml", "configs/wine two.yml"), offered("train", "configs/"));
    assertEquals(Set.of("configs/iris.yaml"), offered("validate", "x.yaml", "configs/ir"));
  }

  @Test
  void whereAModelIsExpectedModelsAreOffered() throws Exception {
    assertEquals(Set.of("configs/model.nn"), offered("evaluate", "configs/"));
  }

  @Test
  void whereAnyFileWillDoAllAreOffered() throws Exception {
    assertTrue(offered("predict", "m.nn", "--input", "configs/").contains("configs/notes.txt"));
  }

  @Test
  void namesAreOffered() throws Exception {
    assertEquals(Set.of("losses"), offered("list", "lo"));
    assertEquals(Set.of("generate"), offered("help", "gen"));
    assertEquals(Set.of("mlp-csv"), offered("init", "mlp-c"));
    assertEquals(Set.of("bash", "zsh"), offered("completion", ""));
    assertEquals(Set.of("NN0701", "NN0702"), offered("explain-error", "NN07"));
  }

  @Test
  void theScriptSaysForWhichShellItIs() {
    assertTrue(Nn.ok("completion", "zsh").out().startsWith("# Completion of the nn command"));
    assertFalse(Nn.ok("completion", "bash").out().contains("YOUR_APP_HOME"));
    assertTrue(Nn.ends(2, "completion", "fish").err().contains("bash, zsh but was 'fish'"));
  }
}
