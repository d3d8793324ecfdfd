package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code nn help} and {@code --help} show. */
class HelpTest {
  private static final List<String> SECTIONS =
      List.of(
          "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "EXAMPLES");

  @Test
  void helpListsEveryCommandInItsGroup() {
    List<String> lines = Nn.ok("help").out().lines().toList();
    for (Commands.Group group : Commands.Group.values()) {
      int heading = lines.indexOf(group.title() + ":");
      assertTrue(heading > 0, group.title());
      List<String> names = Commands.names(group);
      for (int i = 0; i < names.size(); i++) {
        assertTrue(
            lines.get(heading + 1 + i).matches("  " + names.get(i) + " +[A-Z].*\\."),
            lines.get(heading + 1 + i));
      }
    }
    lines.forEach(line -> assertTrue(line.length() <= 100, line));
    assertEquals(Nn.ok("--help").out(), Nn.ok("help").out());
  }

  @Test
  void everyCommandHasAManualPage() {
    for (Commands.Entry command : Commands.ALL) {
      List<String> page = Nn.ok("help", command.name()).out().lines().toList();
      List<String> headings = new ArrayList<>(page);
      headings.removeIf(line -> line.isEmpty() || line.startsWith(" "));
      headings.remove("FILES");
      assertEquals(SECTIONS, headings, command.name());
      assertTrue(page.get(1).startsWith("    nn " + command.name() + ": "), page.get(1));
      assertTrue(
          page.indexOf("OPTIONS") - page.indexOf("DESCRIPTION") > 3,
          command.name() + " is described in one line");
      assertTrue(page.contains("    -h, --help"), page.toString());
      page.forEach(line -> assertTrue(line.length() <= 100 || line.startsWith("    nn "), line));
    }
  }

  @Test
  void aManualPageHasWhatTheCommandSaysOfItself() {
    String page = Nn.ok("help", "train").out();
    assertTrue(page.contains("\n    --output=DIR\n        Where the run's folder"), page);
    assertTrue(page.contains("Default: runs."), page);
    assertTrue(page.contains("\n    130  interrupted"), page);
    assertTrue(page.contains("\n    runs/NAME-N/model.nn\n"), page);
    assertTrue(page.contains("\n    nn train configs/iris.yaml\n"), page);
  }

  @Test
  void theShortHelpOfACommandHasOptionsAndExamples() {
    String help = Nn.ok("train", "--help").out();
    assertTrue(help.contains("--output=DIR"), help);
    assertTrue(help.contains("\nExamples:\n  nn train configs/iris.yaml\n"), help);
    assertTrue(help.lines().count() < 30, help);
  }

  @Test
  void everyCommandHasASectionInTheDocs() throws IOException {
    List<String> docs = Files.readAllLines(Path.of("../docs/commands.md"));
    for (Commands.Entry command : Commands.ALL) {
      assertTrue(docs.contains("## nn " + command.name()), command.name());
    }
  }

  @Test
  void helpForWhatIsNoCommandSuggestsOne() {
    Nn nn = Nn.ends(2, "help", "trian");
    assertTrue(nn.err().contains("there is no command 'trian'"), nn.err());
    assertTrue(nn.err().contains("did you mean 'train'?"), nn.err());
  }

  @Test
  void versionTellsNnAndJava() {
    List<String> lines = Nn.ok("--version").out().lines().toList();
    assertEquals("nn " + Version.TEXT, lines.get(0));
    assertTrue(lines.get(1).startsWith("Java " + Runtime.version().feature()), lines.get(1));
  }

  @Test
  void aMisspeltCommandIsComparedWithAllOfThem() {
    assertTrue(Nn.ends(2, "genrate").err().contains("did you mean 'generate'?"));
    assertTrue(Nn.ends(2, "--debug", "sumary", "x.yaml").err().contains("'summary'"));
  }
}
