package dev.nn.explain;

import dev.nn.core.network.Network;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An explanation as a page for browsers: one file that loads nothing. Styles and scripts lie beside
 * this class, each in a file of its own; the page takes them in, and the data as JSON.
 */
public final class HtmlReport {
  private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"(.*?)\">");
  private static final Pattern SCRIPT = Pattern.compile("<script src=\"(.*?)\"></script>");
  private static final String DATA = "<script type=\"application/json\" id=\"data\">";

  private final Writer out;
  private final String tail;
  private final JsonReport data;

  /**
   * Begins the page.
   *
   * @param out is flushed at the end, not closed
   * @param steps how many will be added
   */
  public HtmlReport(Subject subject, Network network, Writer out, int steps) throws IOException {
    String page = resource("page.html");
    page = page.replace("<title></title>", "<title>" + title(subject) + "</title>");
    page = STYLE.matcher(page).replaceAll(match -> inlined("style", match));
    page = SCRIPT.matcher(page).replaceAll(match -> inlined("script", match));
    int split = page.indexOf(DATA) + DATA.length();
    this.out = out;
    this.tail = page.substring(split);
    out.write(page.substring(0, split));
    this.data = new JsonReport(subject, network, new InScript(out), true, steps);
  }

  /** Adds one step. */
  public void add(Explanation explanation) throws IOException {
    data.add(explanation);
  }

  /** Ends the page, after the last step. */
  public void end() throws IOException {
    data.end();
    out.write(tail);
    out.flush();
  }

  private static String title(Subject subject) {
    String name = subject.name().replace("&", "&amp;").replace("<", "&lt;");
    return name + ": one training step, number by number";
  }

  private static String inlined(String tag, MatchResult match) {
    String content = resource(match.group(1));
    return Matcher.quoteReplacement("<%s>\n%s</%s>".formatted(tag, content, tag));
  }

  static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream("page/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * JSON inside a script element, which ends at {@code </script} wherever that stands: in strings
   * the stroke is written {@code \/}, and of {@code <!--} and {@code <script} the first character
   * as an escape.
   */
  private static final class InScript extends FilterWriter {
    private boolean open;

    InScript(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      if (open) {
        boolean special = c == '!' || c == 's' || c == 'S';
        out.write(special ? "\\u003c" : c == '/' ? "<\\" : "<");
      }
      open = c == '<';
      if (!open) {
        out.write(c);
      }
    }

    @Override
    public void write(char[] text, int from, int count) throws IOException {
      for (int i = from; i < from + count; i++) {
        write(text[i]);
      }
    }

    @Override
    public void write(String text, int from, int count) throws IOException {
      write(text.toCharArray(), from, count);
    }
  }
}
