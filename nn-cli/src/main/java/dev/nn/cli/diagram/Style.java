package dev.nn.cli.diagram;

import java.util.Locale;

/**
 * Kinds of boxes and their colours.
 *
 * <p>The hues are far apart from each other, and each kind has its name in the legend, so that
 * nothing is told by colour alone.
 */
public enum Style {
  INPUT("data", "#0f766e"),
  PRODUCT("dense", "#2563eb"),
  CONVOLUTION("convolution", "#7c3aed"),
  RECURRENCE("recurrent", "#0891b2"),
  ATTENTION("attention", "#c026d3"),
  LOOKUP("embedding", "#4f46e5"),
  NORMALIZATION("normalization", "#65a30d"),
  POOLING("pooling", "#ea580c"),
  CHANCE("random, in training", "#94a3b8"),
  MERGE("merging", "#ca8a04"),
  FUNCTION("function", "#e11d48"),
  SHAPE("reshaping", "#64748b"),
  PARAMETER("parameter", "#15803d"),
  CONSTANT("constant", "#a1a1aa"),
  FORWARD("forward", "#2563eb"),
  BACKWARD("backward", "#c026d3"),
  UPDATE("update", "#ea580c"),
  OUTPUT("loss", "#b91c1c");

  private final String label;
  private final String colour;

  Style(String label, String colour) {
    this.label = label;
    this.colour = colour;
  }

  /** For the legend. */
  public String label() {
    return label;
  }

  /** Its colour, {@code #rrggbb}. */
  public String colour() {
    return colour;
  }

  /** Name of its class in style sheets. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
