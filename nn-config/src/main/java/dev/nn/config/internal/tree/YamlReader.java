package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.SourceText;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML text to a tree. Uses SnakeYAML's node tree only, so no object is ever made from a tag. */
public final class YamlReader {
  private YamlReader() {}

  /**
   * Reads a text of one YAML document.
   *
   * @return absent if there is nothing in it but blanks and comments
   * @throws ConfigException if it is no YAML, or YAML that a config may not use
   */
  public static Optional<ConfigNode> read(SourceText source) {
    Problems problems = new Problems();
    Optional<ConfigNode> read = read(source, problems);
    problems.throwIfAny();
    return read;
  }

  /**
   * As {@link #read(SourceText)}.
   *
   * @param problems takes note of what is wrong, but can be passed over
   */
  public static Optional<ConfigNode> read(SourceText source, Problems problems) {
    if (source.text().length() > Limits.CHARACTERS) {
      throw new ConfigException(
          Problem.at(
              Code.TOO_LARGE,
              Origin.startOf(source),
              "longer than " + Limits.CHARACTERS + " characters"));
    }
    try {
      return Optional.ofNullable(compose(source))
          .map(root -> new NodeConverter(source, problems).convert(root));
    } catch (MarkedYAMLException e) {
      throw new ConfigException(YamlFault.problem(source, e));
    } catch (ReaderException e) {
      throw new ConfigException(YamlFault.problem(source, e));
    } catch (ConfigException e) {
      throw e;
    } catch (RuntimeException e) {
      // SnakeYAML throws unmarked exceptions for too many aliases and a few malformed escapes.
      throw new ConfigException(YamlFault.problem(source, e));
    }
  }

  private static Node compose(SourceText source) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(Limits.ALIASES);
    options.setNestingDepthLimit(Limits.NESTING);
    options.setCodePointLimit(Limits.CHARACTERS);
    options.setAllowRecursiveKeys(false);
    // Tags are only looked at, by the converter, which has the better message.
    options.setTagInspector(tag -> true);
    StreamReader reader = new StreamReader(source.text());
    return new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
  }

  /** The place between two marks, as far as it lies on the first one's line. */
  static Origin origin(SourceText source, Mark start, Mark end) {
    int length;
    if (end != null && end.getLine() == start.getLine()) {
      length = end.getColumn() - start.getColumn();
    } else {
      String line = source.line(start.getLine() + 1).stripTrailing();
      length = line.codePointCount(0, line.length()) - start.getColumn();
    }
    return new Origin(source, start.getLine() + 1, start.getColumn() + 1, Math.max(1, length));
  }
}
