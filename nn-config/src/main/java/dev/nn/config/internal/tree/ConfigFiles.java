package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.NearestFile;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a config and what it {@code extends}. One object reads one config. */
public final class ConfigFiles {
  private final Deque<Path> open = new ArrayDeque<>();
  private int filesRead;

  private final Problems problems;

  /**
   * For one config.
   *
   * @param problems takes note of what is wrong with a file, but can be passed over
   */
  public ConfigFiles(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file and merges it over its parents: mappings key by key, everything else (lists too)
   * replaces. Of several parents a later one counts more.
   *
   * @return without the key {@code extends}
   * @throws ConfigException if a file cannot be read, is empty or no mapping, or extends itself
   */
  public ConfigNode.Mapping read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * Makes a tree of a text that is no file's, or no longer; it may not extend others.
   *
   * @param problems takes note of what is wrong, but can be passed over
   */
  public static ConfigNode.Mapping parse(SourceText source, Problems problems) {
    ConfigNode root =
        YamlReader.read(source, problems)
            .orElseThrow(
                () ->
                    new ConfigException(
                        Problem.at(Code.EMPTY_CONFIG, Origin.startOf(source), "the config is empty")
                            .expecting("at least data, model, loss and optimizer")));
    if (root instanceof ConfigNode.Mapping mapping) {
      return mapping;
    }
    if (root instanceof ConfigNode.Broken broken) {
      throw broken.alreadyReported();
    }
    throw new ConfigException(
        Problem.at(
                Code.NOT_A_MAPPING,
                root.origin(),
                "a config is a mapping, found " + root.describe())
            .expecting("keys such as data, model, loss and optimizer"));
  }

  private ConfigNode.Mapping read(Path file, Optional<Origin> wantedBy) {
    Path real = real(file, wantedBy);
    if (open.contains(real)) {
      throw new ConfigException(
          problem(Code.ENDLESS_EXTENDS, wantedBy, "extends goes round in a circle")
              .noting(
                  Stream.concat(chain().stream(), Stream.of(real))
                      .dropWhile(path -> !path.equals(real))
                      .map(path -> path.getFileName().toString())
                      .collect(Collectors.joining(" → "))));
    }
    // Many parents that share parents would be read again and again.
    if (filesRead >= Limits.DEPTH) {
      throw new ConfigException(
          problem(
              Code.TOO_LARGE, wantedBy, "more than " + Limits.DEPTH + " files extend each other"));
    }
    open.addLast(real);
    SourceText source = SourceText.file(file, filesRead++, text(file, wantedBy), wantedBy);
    ConfigNode.Mapping own = parse(source, problems);
    ConfigNode.Mapping merged = over(parents(own), own);
    open.removeLast();
    return merged;
  }

  private List<Path> chain() {
    return new ArrayList<>(open);
  }

  private static ConfigNode.Mapping over(List<ConfigNode.Mapping> parents, ConfigNode.Mapping own) {
    ConfigNode.Mapping result = own.without("extends");
    for (ConfigNode.Mapping parent : parents) {
      result = (ConfigNode.Mapping) Merge.over(parent, result);
    }
    return result;
  }

  /** The parents of a config, the one that counts most first. */
  private List<ConfigNode.Mapping> parents(ConfigNode.Mapping own) {
    Optional<ConfigNode> value = own.get("extends");
    if (value.isEmpty()) {
      return List.of();
    }
    List<ConfigNode> names =
        new ArrayList<>(
            value.get() instanceof ConfigNode.Sequence list ? list.items() : List.of(value.get()));
    Collections.reverse(names);
    List<ConfigNode.Mapping> parents = new ArrayList<>();
    for (ConfigNode name : names) {
      parents.add(read(parent(name), Optional.of(name.origin())));
    }
    return parents;
  }

  private static Path parent(ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
      Path child = node.origin().source().file().orElseThrow();
      try {
        return child.resolveSibling(scalar.text()).normalize();
      } catch (InvalidPathException e) {
        throw new ConfigException(
            Problem.at(Code.WRONG_EXTENDS, node.origin(), "no file can have this name"));
      }
    }
    throw new ConfigException(
        Problem.at(
                Code.WRONG_EXTENDS,
                node.origin(),
                "'extends' must be a file, found " + node.describe())
            .expecting("a path relative to this file, or a list of them"));
  }

  private static Path real(Path file, Optional<Origin> wantedBy) {
    if (!Files.exists(file)) {
      throw new ConfigException(missing(file, wantedBy));
    }
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          problem(
              Code.NO_SUCH_FILE,
              wantedBy,
              "'%s' is %s, not a file"
                  .formatted(file, Files.isDirectory(file) ? "a folder" : "a device")));
    }
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new ConfigException(
          problem(Code.UNREADABLE_FILE, wantedBy, "cannot read " + file + ": " + e.getMessage()));
    }
  }

  private static Problem missing(Path file, Optional<Origin> wantedBy) {
    Problem problem = problem(Code.NO_SUCH_FILE, wantedBy, "no such file: " + file);
    return NearestFile.hint(file).map(problem::helping).orElse(problem);
  }

  private static String text(Path file, Optional<Origin> wantedBy) {
    // Not by the size that the system tells: what /proc has says 0.
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(4 * Limits.CHARACTERS + 1);
      if (bytes.length > 4 * Limits.CHARACTERS) {
        throw new ConfigException(
            problem(
                Code.TOO_LARGE,
                wantedBy,
                file + " is longer than " + Limits.CHARACTERS + " characters"));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          problem(Code.UNREADABLE_FILE, wantedBy, file + " is not a UTF-8 text"));
    } catch (IOException e) {
      throw new ConfigException(
          problem(Code.UNREADABLE_FILE, wantedBy, "cannot read " + file + ": " + e.getMessage()));
    }
  }

  private static Problem problem(Code code, Optional<Origin> origin, String message) {
    return origin
        .map(place -> Problem.at(code, place, message))
        .orElseGet(() -> Problem.nowhere(code, message));
  }
}
