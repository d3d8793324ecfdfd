package dev.nn.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the numbers mean that a layer draws for one image.
 *
 * @param numbers by the name that the layer gives them
 */
record ChanceWords(Map<String, Double> numbers) {
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    number("zoom").ifPresent(zoom -> sentences.add(zoomed("zoom", zoom)));
    number("zoom_width").ifPresent(zoom -> sentences.add(zoomed("zoom_width", zoom)));
    number("φ").ifPresent(angle -> sentences.add(turned(angle)));
    if (number("shift_down").isPresent() && number("shift_right").isPresent()) {
      sentences.add(
          "moved %s and %s"
              .formatted(
                  moved(number("shift_down").get(), "down", "up"),
                  moved(number("shift_right").get(), "to the right", "to the left")));
    }
    number("change")
        .ifPresent(
            change ->
                sentences.add(
                    "every pixel was made %s by %s"
                        .formatted(change < 0 ? "darker" : "brighter", size(change))));
    number("contrast")
        .ifPresent(
            factor ->
                sentences.add(
                    "distances from the mean of the image were multiplied by %s: %s contrast"
                        .formatted(text(factor), factor < 1 ? "less" : "more")));
    number("shear_right")
        .filter(slope -> slope != 0)
        .ifPresent(
            slope ->
                sentences.add(
                    "each row is moved by %s pixels %s against the one above"
                        .formatted(size(slope), slope > 0 ? "to the left" : "to the right")));
    number("shear_down")
        .filter(slope -> slope != 0)
        .ifPresent(
            slope ->
                sentences.add(
                    "each column is moved by %s pixels %s against the one before"
                        .formatted(size(slope), slope > 0 ? "up" : "down")));
    number("threshold")
        .ifPresent(
            threshold ->
                sentences.add(
                    "%s was added to every pixel; those of %s or more were turned from light to dark"
                        .formatted(text(numbers.getOrDefault("addition", 0.0)), text(threshold))));
    number("step")
        .ifPresent(
            step -> sentences.add("of 256 shades, every %sth was kept".formatted(text(step))));
    cut().ifPresent(sentences::add);
    return sentences;
  }

  private static String zoomed(String name, double zoom) {
    String side = name.equals("zoom") ? "" : " across";
    return "from pixel to pixel%s it goes %s pixels of the old image, so things look %s"
        .formatted(side, text(zoom), zoom < 1 ? "larger" : "smaller");
  }

  private static String turned(double angle) {
    return "turned by %s° to the %s"
        .formatted(text(Math.toDegrees(Math.abs(angle))), angle < 0 ? "right" : "left");
  }

  private static String moved(double pixels, String there, String back) {
    return size(pixels) + " pixels " + (pixels < 0 ? back : there);
  }

  /** A rectangle that was cut out, or painted over. */
  private Optional<String> cut() {
    Optional<Double> top = number("top");
    Optional<Double> left = number("left");
    if (top.isEmpty() || left.isEmpty()) {
      return Optional.empty();
    }
    Optional<Double> erased = number("erased");
    if (erased.isEmpty()) {
      return Optional.of(
          "cut out from row %s and column %s on"
              .formatted(text(top.get() + 1), text(left.get() + 1)));
    }
    if (erased.get() == 0) {
      return Optional.of("nothing was painted over this time");
    }
    return Optional.of(
        "painted over: a rectangle of %s × %s pixels, %s from the top and %s from the left"
            .formatted(
                text(numbers.getOrDefault("height", 0.0)),
                text(numbers.getOrDefault("width", 0.0)),
                text(Math.max(0, top.get() + 0.5)),
                text(Math.max(0, left.get() + 0.5))));
  }

  private Optional<Double> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  private static String size(double x) {
    return text(Math.abs(x));
  }

  private static String text(double x) {
    return TermText.number(x);
  }
}
