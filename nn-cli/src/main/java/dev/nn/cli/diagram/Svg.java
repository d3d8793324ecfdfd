package dev.nn.cli.diagram;

import java.util.Locale;

/** Text of an SVG being written. Numbers have one digit after the point, which is enough to see. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** Adds something as it is. */
  Svg raw(String svg) {
    text.append(svg);
    return this;
  }

  /** A rectangle with round corners. */
  Svg box(String css, double x, double y, double width, double height, double round) {
    return raw(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>\n"
            .formatted(css, n(x), n(y), n(width), n(height), n(round)));
  }

  /** A text whose base line begins, or with another anchor ends, at a place. */
  Svg text(String css, double x, double y, String content) {
    return content.isEmpty()
        ? this
        : raw(
            "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
                .formatted(css, n(x), n(y), escaped(content)));
  }

  /** A text and right behind it another, wherever the first one ends in the viewer's font. */
  Svg text(String css, double x, double y, String content, String moreCss, String more) {
    String second =
        more.isEmpty()
            ? ""
            : "<tspan class=\"%s\" dx=\"7\">%s</tspan>".formatted(moreCss, escaped(more));
    return raw(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s%s</text>\n"
            .formatted(css, n(x), n(y), escaped(content), second));
  }

  /** A line. */
  Svg path(String css, String path) {
    return raw("<path class=\"%s\" d=\"%s\"/>\n".formatted(css, path));
  }

  /** A number. */
  static String n(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A text in which nothing is markup; characters that XML does not know are left out. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> {
          boolean known = c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
          escaped.appendCodePoint(known ? c : ' ');
        }
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
