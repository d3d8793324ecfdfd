package dev.nn.cli.reference;

import dev.nn.api.tensor.DataType;
import dev.nn.config.registry.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * An example of a type: some sections of a config. Comments at its head say what data it goes with:
 *
 * <pre>
 * # input: [1, 8, 8]                 one example of the only input
 * # input left: [5] int32 below 20   one of several inputs; whole numbers from 0
 * # output: [3]                      one example of what the last layer gives
 * </pre>
 *
 * @param kind plural of its kind
 * @param group for layers, what kind of layer; otherwise empty
 * @param name of the type
 * @param text as written
 */
record Snippet(String kind, String group, String name, String text) {
  /** What is no part of the graph is the same with every backend. */
  private static final Set<String> COMPUTED_BY_BACKENDS =
      Stream.of(
              Kind.LAYER,
              Kind.ACTIVATION,
              Kind.LOSS,
              Kind.OPTIMIZER,
              Kind.REGULARIZER,
              Kind.CONSTRAINT)
          .map(Kind::plural)
          .collect(Collectors.toSet());

  private static final Pattern HEAD =
      Pattern.compile("# (input|output)(?: (\\w+))?: \\[([\\d, ]*)](?: (int32) below (\\d+))?");

  /**
   * One example of an input or output.
   *
   * @param shape without the batch
   * @param dtype of the elements
   * @param below of whole numbers, the least that does not occur; otherwise 0
   */
  record Example(List<Integer> shape, DataType dtype, int below) {}

  /** All that there are, by kind and name. */
  static Map<String, Snippet> all(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, Snippet> snippets = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = folder.relativize(file);
        Snippet snippet =
            new Snippet(
                place.getName(0).toString(),
                place.getNameCount() > 2 ? place.getName(1).toString() : "",
                place.getFileName().toString().replaceFirst("\\.yaml$", ""),
                Files.readString(file));
        Snippet other = snippets.put(snippet.id(), snippet);
        if (other != null) {
          throw new IllegalArgumentException("two snippets are called " + snippet.id());
        }
      }
      return snippets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String id(Kind<?> kind, String name) {
    return kind.plural() + "/" + name;
  }

  String id() {
    return kind + "/" + name;
  }

  /** Whether it is of a kind that backends compute. */
  boolean isComputed() {
    return COMPUTED_BY_BACKENDS.contains(kind);
  }

  /** A test that says by name which snippet it was: reports of the build leave that out. */
  DynamicTest test(Executable body) {
    return DynamicTest.dynamicTest(
        id(),
        () -> {
          try {
            body.execute();
          } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(id(), e);
          }
        });
  }

  /** Examples of the inputs by name, in order; none if it has data of its own. */
  Map<String, Example> inputs() {
    return examples("input");
  }

  /** An example of the output. */
  Optional<Example> output() {
    return examples("output").values().stream().findFirst();
  }

  private Map<String, Example> examples(String what) {
    Map<String, Example> examples = new LinkedHashMap<>();
    for (String line : text.lines().takeWhile(each -> each.startsWith("#")).toList()) {
      Matcher matcher = HEAD.matcher(line);
      if (matcher.matches() && matcher.group(1).equals(what)) {
        examples.put(
            Optional.ofNullable(matcher.group(2)).orElse(what),
            new Example(
                Arrays.stream(matcher.group(3).split(", *"))
                    .filter(size -> !size.isBlank())
                    .map(Integer::parseInt)
                    .toList(),
                matcher.group(4) == null ? DataType.FLOAT32 : DataType.INT32,
                matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5))));
      }
    }
    return examples;
  }

  /** Whether it has a section of the config. */
  boolean has(String section) {
    return Pattern.compile("(?m)^" + section + ":").matcher(text).find();
  }

  /** A config with it, completed. All examples are one batch, and so an epoch one step. */
  String config(String backend) {
    StringBuilder config = new StringBuilder(text).append('\n');
    Map<String, Snippet.Example> inputs = new LinkedHashMap<>(inputs());
    if (!has("data")) {
      if (inputs.isEmpty()) {
        inputs.put("input", new Snippet.Example(List.of(4), DataType.FLOAT32, 0));
      }
      List<Integer> output = output().map(Snippet.Example::shape).orElse(List.of(1));
      config.append(
          "data: {type: sample, output: %s, validation: %s, inputs: {%s}}\n"
              .formatted(
                  output,
                  has("callbacks"),
                  inputs.entrySet().stream()
                      .map(
                          each ->
                              "%s: {shape: %s, below: %d}"
                                  .formatted(
                                      each.getKey(),
                                      each.getValue().shape(),
                                      each.getValue().below()))
                      .collect(Collectors.joining(", "))));
    }
    Map<String, String> others = new LinkedHashMap<>();
    others.put("model", "{layers: [{type: dense, units: 1}]}");
    others.put("loss", "mean_squared_error");
    others.put("optimizer", "{type: sgd, learning_rate: 0.01}");
    others.put("train", "{batch_size: 10000}");
    others.put("backend", backend);
    others.forEach(
        (section, standard) -> {
          if (!has(section)) {
            config.append(section).append(": ").append(standard).append('\n');
          }
        });
    return config.toString();
  }
}
