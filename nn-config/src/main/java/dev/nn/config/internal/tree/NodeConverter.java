package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.SourceText;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** SnakeYAML's nodes to ours: refuses tags, double keys and aliases without end. */
final class NodeConverter {
  private static final Set<Tag> HARMLESS =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.MAP,
          Tag.SEQ);

  private final SourceText source;
  private final Problems problems;

  /** Done, or empty while in progress: meeting such a one again means that it contains itself. */
  private final Map<Node, Optional<ConfigNode>> converted = new IdentityHashMap<>();

  NodeConverter(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  ConfigNode convert(Node root) {
    return node(root);
  }

  private ConfigNode node(Node node) {
    Origin origin = origin(node);
    Optional<ConfigNode> known = converted.get(node);
    if (known != null) {
      return known.orElseThrow(
          () ->
              new ConfigException(
                  Problem.at(
                      Code.ENDLESS_ALIAS, origin, "this value contains an alias to itself")));
    }
    converted.put(node, Optional.empty());
    if (!HARMLESS.contains(node.getTag())) {
      problems.add(
          Problem.at(
                  Code.FORBIDDEN_TAG,
                  origin,
                  "the tag "
                      + node.getTag().getValue().replace(Tag.PREFIX, "!!")
                      + " is not allowed; a config names no classes")
              .helping("remove the tag; parts are chosen by 'type: name'"));
      ConfigNode broken = new ConfigNode.Broken(origin);
      converted.put(node, Optional.of(broken));
      return broken;
    }
    ConfigNode result = Limits.check(untagged(node, origin), origin);
    converted.put(node, Optional.of(result));
    return result;
  }

  private ConfigNode untagged(Node node, Origin origin) {
    if (node instanceof ScalarNode scalar) {
      return ConfigNode.Scalar.of(
          scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, origin);
    }
    if (node instanceof SequenceNode sequence) {
      List<ConfigNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(node(item));
      }
      return ConfigNode.Sequence.of(items, origin);
    }
    return mapping((MappingNode) node, origin);
  }

  private ConfigNode mapping(MappingNode node, Origin origin) {
    Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
    List<ConfigNode> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      ConfigNode value = node(tuple.getValueNode());
      Origin keyOrigin = origin(tuple.getKeyNode());
      if (!(node(tuple.getKeyNode()) instanceof ConfigNode.Scalar key)) {
        problems.add(
            Problem.at(
                Code.KEY_IS_NO_TEXT, keyOrigin, "a key must be a text, not a list or mapping"));
      } else if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged.addAll(value instanceof ConfigNode.Sequence list ? list.items() : List.of(value));
      } else if (entries.containsKey(key.text())) {
        problems.add(
            Problem.at(Code.DUPLICATE_KEY, keyOrigin, "the key '" + key.text() + "' occurs twice")
                .noting("it is here first", entries.get(key.text()).keyOrigin()));
      } else {
        entries.put(key.text(), new ConfigNode.Entry(keyOrigin, value));
      }
    }
    for (ConfigNode more : merged) {
      if (more instanceof ConfigNode.Mapping mapping) {
        mapping.entries().forEach(entries::putIfAbsent);
      } else {
        problems.add(
            Problem.at(
                Code.WRONG_MERGE, more.origin(), "'<<' takes a mapping or a list of mappings"));
      }
    }
    return ConfigNode.Mapping.of(entries, origin);
  }

  private Origin origin(Node node) {
    // A mapping in block style begins with its first key, and that is enough to underline.
    return node instanceof MappingNode mapping
            && mapping.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK
            && !mapping.getValue().isEmpty()
        ? origin(mapping.getValue().get(0).getKeyNode())
        : YamlReader.origin(source, node.getStartMark(), node.getEndMark());
  }
}
