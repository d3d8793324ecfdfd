package dev.nn.cli.reference;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc as Markdown, as far as this project's Javadoc goes. */
final class Markdown {
  private static final String FENCE = "```";
  private static final Pattern ENTITY = Pattern.compile("#(\\d+)");

  /** Ends of sentences: a full stop before something that can begin another. */
  private static final Pattern SENTENCE = Pattern.compile("(?<=[^. ][.!?]) (?=[\\p{Lu}`\\\\\\[])");

  private static final Pattern SOURCE =
      Pattern.compile("(\\p{Lu}[^.]*( et al\\.)?[^.]*\\((19|20)\\d\\d[^)]*\\).*|As Keras.*)");

  private final Function<String, Optional<String>> links;
  private final StringBuilder out = new StringBuilder();
  private boolean preformatted;

  /** Where the preformatted lines begin. */
  private int begin;

  private Markdown(Function<String, Optional<String>> links) {
    this.links = links;
  }

  /**
   * Paragraphs, blank lines between them.
   *
   * @param links address of what a class name stands for, if there is a page about it
   */
  static String of(List<? extends DocTree> text, Function<String, Optional<String>> links) {
    Markdown markdown = new Markdown(links);
    text.forEach(markdown::write);
    return markdown.out.toString().replaceAll("[ \n]*\n\n[ \n]*(?! )", "\n\n").strip();
  }

  /** As {@link #of}, for a cell of a table or an item of a list. */
  static String line(List<? extends DocTree> text, Function<String, Optional<String>> links) {
    return of(text, links).replace('\n', ' ');
  }

  /** The same text with shapes and source, if it names them, in paragraphs of their own. */
  static String sorted(String text) {
    int fence = text.lastIndexOf(FENCE);
    int cut = fence < 0 ? 0 : fence + FENCE.length();
    return (text.substring(0, cut) + "\n\n" + sortedProse(text.substring(cut).strip())).strip();
  }

  private static String sortedProse(String text) {
    StringBuilder prose = new StringBuilder();
    String source = "";
    List<String> paragraphs = List.of(text.split("\n\n"));
    for (int p = 0; p < paragraphs.size(); p++) {
      List<String> sentences = List.of(SENTENCE.split(paragraphs.get(p)));
      String before = "\n\n";
      for (int s = 0; s < sentences.size(); s++) {
        String sentence = sentences.get(s);
        boolean last = p == paragraphs.size() - 1 && s == sentences.size() - 1;
        Optional<String> shapes = shapes(sentence);
        if (shapes.isPresent()) {
          prose.append("\n\n").append(shapes.get());
          before = "\n\n";
        } else if (last && SOURCE.matcher(sentence).matches()) {
          source = "\n\n**Source**: " + sentence;
        } else {
          prose.append(before).append(sentence);
          before = " ";
        }
      }
    }
    return (prose + source).strip();
  }

  /** A sentence about shapes, under its name; empty if it is about something else. */
  private static Optional<String> shapes(String sentence) {
    for (String name : List.of("Shapes", "Input")) {
      if (sentence.startsWith(name + ": ")) {
        return Optional.of("**%s**%s".formatted(name, sentence.substring(name.length())));
      }
    }
    return sentence.startsWith("Predictions") && sentence.contains("[")
        ? Optional.of("**Shapes**: p" + sentence.substring(1))
        : Optional.empty();
  }

  private void write(DocTree tree) {
    switch (tree.getKind()) {
      case TEXT -> text(((TextTree) tree).getBody());
      case CODE -> code(((LiteralTree) tree).getBody().getBody());
      case LITERAL -> text(((LiteralTree) tree).getBody().getBody());
      case LINK, LINK_PLAIN -> link((LinkTree) tree);
      case ENTITY -> text(entity(((EntityTree) tree).getName().toString()));
      case START_ELEMENT -> start(((StartElementTree) tree).getName().toString());
      case END_ELEMENT -> end(((EndElementTree) tree).getName().toString());
      default -> throw new IllegalArgumentException("no Markdown for " + tree);
    }
  }

  private void start(String element) {
    switch (element) {
      case "p", "ul" -> out.append("\n\n");
      case "li" -> out.append("\n- ");
      case "em", "i" -> out.append('*');
      case "b", "strong" -> out.append("**");
      case "pre" -> {
        out.append("\n\n").append(FENCE).append("text\n");
        preformatted = true;
        begin = out.length();
      }
      default -> throw new IllegalArgumentException("no Markdown for <" + element + ">");
    }
  }

  private void end(String element) {
    switch (element) {
      case "p", "ul" -> out.append("\n\n");
      case "li" -> {}
      case "em", "i" -> out.append('*');
      case "b", "strong" -> out.append("**");
      case "pre" -> {
        preformatted = false;
        // Some compilers leave the blank that follows the comment's star, others take it away.
        String lines = out.substring(begin).replaceFirst("^\\s*\n", "").stripTrailing();
        out.setLength(begin);
        out.append(lines.stripIndent()).append('\n').append(FENCE).append("\n\n");
      }
      default -> throw new IllegalArgumentException("no Markdown for </" + element + ">");
    }
  }

  private void text(String body) {
    out.append(preformatted ? body : escaped(body.replaceAll("\\s+", " ")));
  }

  private void code(String body) {
    out.append(preformatted ? body : "`" + body.strip().replaceAll("\\s+", " ") + "`");
  }

  private void link(LinkTree link) {
    String signature = link.getReference().getSignature();
    String label = of(link.getLabel(), links);
    Optional<String> address = links.apply(signature);
    if (address.isPresent()) {
      // People know things by their names in configs, which end the addresses.
      String name = address.get().replaceFirst(".*[/#]", "").replaceFirst("\\.md$", "");
      out.append("[%s](%s)".formatted(label.isEmpty() ? name : label, address.get()));
    } else {
      out.append(label.isEmpty() ? "`" + signature + "`" : label);
    }
  }

  private static String entity(String name) {
    Matcher number = ENTITY.matcher(name);
    if (number.matches()) {
      return Character.toString(Integer.parseInt(number.group(1)));
    }
    return switch (name) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "nbsp" -> " ";
      default -> throw new IllegalArgumentException("no Markdown for &" + name + ";");
    };
  }

  /** Text without what Markdown would take for marks. */
  static String escaped(String text) {
    return text.replaceAll("([\\\\*`~<$])", "\\\\$1")
        .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\_")
        .replace("](", "]\\(");
  }
}
