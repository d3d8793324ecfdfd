package dev.nn.config;

import dev.nn.config.internal.tree.Interpolation;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Texts, numbers and truth values on one line of YAML, quoted where they have to be. */
final class YamlScalars {
  /** Texts that mean a text to everyone, and need not be asked about. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  private static final Set<String> NO_WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private final Yaml yaml;

  YamlScalars() {
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    options.setWidth(Integer.MAX_VALUE);
    this.yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
  }

  /** A key. */
  String key(String key) {
    return text(key);
  }

  /** A value; <code>${</code> in a text is not to be taken for a variable. */
  String value(Object value) {
    if (value instanceof String text) {
      return text(Interpolation.escape(text));
    }
    if (value instanceof Double number) {
      return number.isNaN()
          ? ".nan"
          : number.isInfinite() ? (number > 0 ? ".inf" : "-.inf") : exponent(number.toString());
    }
    return value.toString();
  }

  /** {@code 1.0e-7}, which all readers of YAML take for a number, unlike {@code 1e-7}. */
  private static String exponent(String number) {
    int e = number.indexOf('E');
    boolean unsigned = e >= 0 && number.charAt(e + 1) != '-';
    return e < 0
        ? number
        : number.substring(0, e) + (unsigned ? "e+" : "e") + number.substring(e + 1);
  }

  private String text(String text) {
    if (WORD.matcher(text).matches() && !NO_WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    // Plain where the emitter finds that it can be; quoted without breaking lines otherwise.
    boolean lines =
        text.codePoints().anyMatch(c -> c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029);
    Node node =
        new ScalarNode(
            Tag.STR, text, null, null, lines ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN);
    StringWriter written = new StringWriter();
    yaml.serialize(new SequenceNode(Tag.SEQ, List.of(node), FlowStyle.FLOW), written);
    String list = written.toString().strip();
    return list.substring(1, list.length() - 1);
  }
}
