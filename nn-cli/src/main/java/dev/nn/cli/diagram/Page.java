package dev.nn.cli.diagram;

import java.util.List;

/** A sheet with a title, a few facts, a picture, and below it what the colours mean. */
final class Page {
  private static final double MARGIN = 28;
  private static final double TITLE = 22;
  private static final double SMALL = 12;

  private static final String STYLE =
      """
      text { font-family: Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif; }
      .page { fill: #ffffff; }
      .title { font-size: 22px; font-weight: 700; fill: #0f172a; }
      .fact { font-size: 12px; fill: #64748b; }
      .card { fill: #ffffff; stroke: #cbd5e1; stroke-width: 1; }
      .tint { fill-opacity: .08; stroke-width: 1.5; }
      .frame { fill: #f1f5f9; fill-opacity: .7; stroke: #cbd5e1; stroke-width: 1; }
      .sheet { fill: #f8fafc; stroke: #cbd5e1; stroke-width: 1; }
      .name { font-size: 13px; font-weight: 600; fill: #0f172a; }
      .kind { font-size: 12px; font-weight: 400; fill: #64748b; }
      .detail { font-size: 11px; fill: #64748b; }
      .shape { font-size: 12px; fill: #334155; text-anchor: end; }
      .size { font-size: 11px; fill: #64748b; text-anchor: end; }
      .halo { stroke: #f1f5f9; stroke-width: 5px; stroke-linejoin: round; paint-order: stroke; }
      .times { fill: #334155; }
      .count { font-size: 11px; font-weight: 600; fill: #ffffff; text-anchor: middle; }
      .arrow { fill: none; stroke: #94a3b8; stroke-width: 1.5; }
      .head { fill: #94a3b8; }
      .grid { stroke: #cbd5e1; stroke-width: 1; stroke-dasharray: 2 4; }
      .tick { font-size: 11px; fill: #64748b; text-anchor: middle; }
      .span { fill-opacity: .78; stroke: #ffffff; stroke-width: 1; }
      .thin { stroke-width: 0; }
      .inside { font-size: 11px; fill: #ffffff; }
      @media (prefers-color-scheme: dark) {
        .page { fill: #0f172a; }
        .title, .name { fill: #f1f5f9; }
        .card { fill: #1e293b; stroke: #475569; }
        .frame { fill: #1e293b; fill-opacity: .5; stroke: #475569; }
        .sheet { fill: #0f172a; stroke: #475569; }
        .fact, .kind, .detail, .size, .tick { fill: #94a3b8; }
        .shape { fill: #cbd5e1; }
        .halo { stroke: #172033; }
        .times { fill: #cbd5e1; }
        .count { fill: #0f172a; }
        .grid { stroke: #475569; }
        .arrow { stroke: #64748b; }
        .head { fill: #64748b; }
      }
      """;

  private Page() {}

  static String print(String title, List<String> facts, List<Style> styles, Sketch picture) {
    String line = String.join("   ·   ", facts);
    double head = TITLE + (line.isEmpty() ? 0 : SMALL + 10) + 22;
    double width =
        Math.max(
            picture.width(), Math.max(TextWidth.bold(title, TITLE), TextWidth.of(line, SMALL)));
    Legend legend = Legend.of(styles, width);
    double below = MARGIN + head + picture.height() + 26;
    double right = width + 2 * MARGIN;
    double bottom = below + legend.height() + MARGIN;
    Svg svg = new Svg();
    svg.raw(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\">\n"
            .formatted(Svg.n(right), Svg.n(bottom), Svg.n(right), Svg.n(bottom)));
    svg.raw("<title>" + Svg.escaped(title) + "</title>\n<style>\n");
    for (Style style : styles) {
      svg.raw(
          ".%s { fill: %s; stroke: %s; }\n".formatted(style.css(), style.colour(), style.colour()));
    }
    svg.raw(STYLE + "</style>\n");
    svg.box("page", 0, 0, right, bottom, 0);
    svg.text("title", MARGIN, MARGIN + TITLE - 4, title);
    svg.text("fact", MARGIN, MARGIN + TITLE + SMALL + 6, line);
    picture.draw(svg, MARGIN + (width - picture.width()) / 2, MARGIN + head);
    legend.draw(svg, MARGIN, below);
    return svg.raw("</svg>\n").toString();
  }
}
