package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors are coloured where someone sees it, and nowhere else. */
class ColourTest {
  private static final String RED = "\u001b[1;31m";

  @TempDir Path dir;

  @Test
  void aTerminalHasColoursUnlessTheUserObjects() {
    assertTrue(Colour.suits(true, Map.of("TERM", "xterm")));
    assertFalse(Colour.suits(false, Map.of("TERM", "xterm")));
    assertFalse(Colour.suits(true, Map.of("NO_COLOR", "1")));
    assertTrue(Colour.suits(true, Map.of("NO_COLOR", "")));
    assertFalse(Colour.suits(true, Map.of("TERM", "dumb")));
  }

  @Test
  void colourCanBeAskedForOnTheCommandLineOfEveryCommand() {
    Path none = dir.resolve("none.yaml");
    assertTrue(Nn.ends(2, "validate", none, "--color", "always").err().startsWith(RED));
    assertTrue(Nn.ends(2, "--color=always", "summary", none).err().startsWith(RED));
    assertFalse(Nn.ends(2, "validate", none).err().contains("\u001b"));
    Nn nn = new Nn();
    nn.colour = new Colour(true);
    assertEquals(2, nn.run("validate", none));
    assertTrue(nn.err().startsWith(RED), nn.err());
    nn = new Nn();
    nn.colour = new Colour(true);
    assertEquals(2, nn.run("validate", "--color=never", none));
    assertFalse(nn.err().contains("\u001b"), nn.err());
  }

  @Test
  void withoutItsColoursAReportIsThePlainOne() {
    Path config = Nn.write(dir.resolve("x.yaml"), "modle: {layers: [dense]}", "seed: x");
    String plain = Nn.ends(2, "validate", config).err();
    String coloured = Nn.ends(2, "validate", config, "--color=always").err();
    assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    assertTrue(coloured.contains(RED + "error[NN0101]\u001b[0m"), coloured);
  }
}
