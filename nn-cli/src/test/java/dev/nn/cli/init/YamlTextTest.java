package dev.nn.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whatever a column is called, its name in a config is read as that name. */
class YamlTextTest {
  @Property
  void everyTextIsReadBackAsItIs(@ForAll("texts") String text) {
    Object read =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load("{" + YamlText.key(text) + ": [" + YamlText.of(text) + ", 1]}");
    assertEquals(Map.of(text, List.of(text.replace("${", "$${"), 1)), read);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> tricky =
        Arbitraries.strings()
            .withChars(" \t\n\r\"'\\#:,-?[]{}&*!|>%@`~=<._/${}0x1eE+\u0000\u0085\u2028\uFEFFä€😀aN")
            .ofMaxLength(12);
    Arbitrary<String> words =
        Arbitraries.of("yes", "No", "NULL", "~", "true", ".nan", "1e3", "0x1F", "12:30", "<<", "");
    return Arbitraries.oneOf(tricky, words, Arbitraries.strings().alpha().ofMaxLength(8));
  }

  @Test
  void ordinaryNamesStandPlain() {
    assertEquals("bill_length_mm", YamlText.of("bill_length_mm"));
    assertEquals("bill length", YamlText.of("bill length"));
    assertEquals("../data/mpg.csv", YamlText.of("../data/mpg.csv"));
    assertEquals("[a, \"1\", \"b,c\"]", YamlText.of(List.of("a", "1", "b,c")));
  }
}
