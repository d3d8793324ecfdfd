package dev.nn.config;

import dev.nn.config.internal.tree.Interpolation;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Maps, lists and scalars to YAML as people write configs: blocks outside, flow inside. */
final class YamlWriter {
  /** How many levels stand in blocks: the keys of the top, and the keys and layers of the model. */
  private static final int BLOCKS = 3;

  private YamlWriter() {}

  static String write(Map<String, Object> root) {
    DumperOptions options = new DumperOptions();
    options.setWidth(120);
    options.setSplitLines(true);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    StringWriter text = new StringWriter();
    new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options)
        .serialize(node(root, 1), text);
    return text.toString();
  }

  private static Node node(Object value, int level) {
    if (value instanceof Map<?, ?> map) {
      List<NodeTuple> entries = new ArrayList<>();
      map.forEach(
          (key, each) -> entries.add(new NodeTuple(text((String) key), node(each, level + 1))));
      FlowStyle style = level < BLOCKS && !map.isEmpty() ? FlowStyle.BLOCK : FlowStyle.FLOW;
      return new MappingNode(Tag.MAP, entries, style);
    }
    if (value instanceof List<?> list) {
      List<Node> items = list.stream().map(item -> node(item, level + 1)).toList();
      boolean maps = list.stream().anyMatch(Map.class::isInstance);
      return new SequenceNode(
          Tag.SEQ, items, maps && level <= BLOCKS ? FlowStyle.BLOCK : FlowStyle.FLOW);
    }
    if (value instanceof String text) {
      return text(Interpolation.escape(text));
    }
    return number(value);
  }

  private static ScalarNode text(String text) {
    return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
  }

  private static ScalarNode number(Object value) {
    if (value instanceof Boolean) {
      return new ScalarNode(Tag.BOOL, value.toString(), null, null, ScalarStyle.PLAIN);
    }
    if (value instanceof Double number) {
      String text =
          number.isNaN()
              ? ".nan"
              : number.isInfinite() ? (number > 0 ? ".inf" : "-.inf") : number.toString();
      return new ScalarNode(Tag.FLOAT, text, null, null, ScalarStyle.PLAIN);
    }
    return new ScalarNode(Tag.INT, value.toString(), null, null, ScalarStyle.PLAIN);
  }
}
