package dev.nn.fuzz;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One change of a YAML tree.
 *
 * @param place which of the entries of all lists and mappings, modulo their number
 * @param kind what is done there, modulo the number of kinds
 * @param choice which of the values, keys or other places, modulo their number
 * @param text a value or key where none of the prepared ones is chosen
 */
public record TreeEdit(int place, int kind, int choice, @NotNull String text) {
  /** What numbers, names and lists are easily mistaken for. */
  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "1e308",
          "-1e-308",
          ".nan",
          ".inf",
          "-.inf",
          "1e9",
          "65536",
          "null",
          "true",
          "",
          "~",
          "[]",
          "{}",
          "0x7f",
          "1_0",
          "${vars.a}",
          "${vars.hidden * 2}",
          "${env.HOME}",
          "${",
          "$${",
          "a/b",
          "..",
          "parent.yaml",
          "circle.yaml",
          "data/iris.csv",
          "data/digits.csv",
          "/dev/zero",
          "dense",
          "input",
          "softmax",
          "relu",
          "adam",
          "mse",
          "sparse_categorical_crossentropy",
          "categorical_crossentropy",
          "binary_crossentropy",
          "lambda",
          "block",
          "lstm",
          "conv2d",
          "embedding",
          "reshape",
          "flatten",
          "bidirectional",
          "time_distributed",
          "attention",
          "multi_head_attention",
          "text_vectorization",
          "xor",
          "spiral",
          "linear",
          "csv",
          "text",
          "time_series",
          "idx",
          "image_folder",
          "x[:, 0:1] ^ -x",
          "(a+)+$",
          "*",
          "**/kernel",
          "java.lang.Runtime");

  private static final List<String> KEYS =
      List.of(
          "type",
          "name",
          "inputs",
          "units",
          "repeat",
          "shared",
          "trainable",
          "layers",
          "output",
          "outputs",
          "extends",
          "vars",
          "seed",
          "split",
          "train",
          "validation",
          "test",
          "target",
          "targets",
          "features",
          "missing",
          "scale",
          "types",
          "encoding",
          "sample_weight",
          "path",
          "download",
          "batch_size",
          "epochs",
          "class_weight",
          "dtype",
          "learning_rate",
          "weight_decay",
          "clipnorm",
          "monitor",
          "patience",
          "activation",
          "kernel_size",
          "strides",
          "padding",
          "filters",
          "axis",
          "rate",
          "return_state",
          "return_sequences",
          "target_shape",
          "expression",
          "input_dim",
          "output_dim",
          "mask_zero",
          "kernel_regularizer",
          "loss",
          "metrics",
          "weight",
          "layer",
          "shape",
          "warnings",
          "ignore",
          "backend",
          "threads",
          "samples",
          "noise",
          "classes",
          "columns",
          "header",
          "delimiter",
          "na_values",
          "<<");

  private static final int KINDS = 12;

  /** An entry of a list or mapping, which can be replaced. */
  private record Entry(Node parent, int index) {
    Node value() {
      return parent instanceof SequenceNode list
          ? list.getValue().get(index)
          : ((MappingNode) parent).getValue().get(index).getValueNode();
    }

    void set(Node value) {
      if (parent instanceof SequenceNode list) {
        list.getValue().set(index, value);
      } else {
        List<NodeTuple> tuples = ((MappingNode) parent).getValue();
        tuples.set(index, new NodeTuple(tuples.get(index).getKeyNode(), value));
      }
    }

    void remove() {
      entries().remove(index);
    }

    private List<?> entries() {
      return parent instanceof SequenceNode list
          ? list.getValue()
          : ((MappingNode) parent).getValue();
    }

    void setKey(Node key) {
      if (parent instanceof MappingNode mapping) {
        mapping.getValue().set(index, new NodeTuple(key, value()));
      }
    }

    /** As a further entry, {@code times} times. */
    void copy(int times) {
      for (int i = 0; i < times; i++) {
        if (parent instanceof SequenceNode list) {
          list.getValue().add(value());
        } else {
          List<NodeTuple> tuples = ((MappingNode) parent).getValue();
          tuples.add(new NodeTuple(scalar(KEYS.get(i % KEYS.size())), value()));
        }
      }
    }
  }

  /** The text after all edits; as it is if it is no YAML that can be edited. */
  static String apply(String text, List<TreeEdit> edits) {
    if (edits.isEmpty()) {
      return text;
    }
    DumperOptions options = new DumperOptions();
    options.setMaxSimpleKeyLength(1024);
    Yaml yaml = new Yaml(options);
    Node root;
    try {
      root = yaml.compose(new StringReader(text));
    } catch (YAMLException e) {
      return text;
    }
    if (!(root instanceof MappingNode)) {
      return text;
    }
    edits.forEach(edit -> edit.apply(root));
    StringWriter edited = new StringWriter();
    try {
      yaml.serialize(root, edited);
    } catch (YAMLException | StackOverflowError e) {
      return text;
    }
    return edited.toString();
  }

  private void apply(Node root) {
    List<Entry> entries = new ArrayList<>();
    collect(root, entries, new IdentityHashMap<>());
    if (entries.isEmpty()) {
      return;
    }
    Entry entry = entries.get(Math.floorMod(place, entries.size()));
    Entry other = entries.get(Math.floorMod(choice, entries.size()));
    switch (Math.floorMod(kind, KINDS)) {
      case 0, 1 -> entry.set(scalar(VALUES.get(Math.floorMod(choice, VALUES.size()))));
      case 2 -> entry.set(new ScalarNode(Tag.STR, text, null, null, ScalarStyle.DOUBLE_QUOTED));
      case 3 -> entry.set(scalar(Integer.toString(choice)));
      case 4 -> entry.setKey(scalar(KEYS.get(Math.floorMod(choice, KEYS.size()))));
      case 5 -> entry.remove();
      case 6 -> entry.copy(Math.floorMod(choice, 40));
      case 7 -> entry.set(other.value()); // An alias, perhaps to what it lies in.
      case 8 -> {
        Node value = entry.value();
        entry.set(other.value());
        other.set(value);
      }
      case 9 -> entry.set(wrapped(entry.value(), Math.floorMod(choice, 60)));
      case 10 ->
          entry.value().setTag(new Tag(text.isBlank() ? "!!java.net.URL" : "!" + text.trim()));
      default -> add(entry);
    }
  }

  /** A key that was not there. */
  private void add(Entry entry) {
    if (entry.value() instanceof MappingNode mapping) {
      String key = KEYS.get(Math.floorMod(choice, KEYS.size()));
      String value = VALUES.get(Math.floorMod(choice / KEYS.size(), VALUES.size()));
      mapping.getValue().add(new NodeTuple(scalar(key), scalar(value)));
    }
  }

  private static Node wrapped(Node value, int times) {
    Node wrapped = value;
    for (int i = 0; i < times; i++) {
      wrapped =
          new SequenceNode(
              Tag.SEQ, true, new ArrayList<>(List.of(wrapped)), null, null, FlowStyle.FLOW);
    }
    return wrapped;
  }

  private static ScalarNode scalar(String text) {
    return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
  }

  private static void collect(Node node, List<Entry> entries, Map<Node, Boolean> seen) {
    if (seen.put(node, true) != null) {
      return;
    }
    if (node instanceof SequenceNode list) {
      for (int i = 0; i < list.getValue().size(); i++) {
        entries.add(new Entry(list, i));
        collect(list.getValue().get(i), entries, seen);
      }
    } else if (node instanceof MappingNode mapping) {
      for (int i = 0; i < mapping.getValue().size(); i++) {
        entries.add(new Entry(mapping, i));
        collect(mapping.getValue().get(i).getValueNode(), entries, seen);
      }
    }
  }
}
