package dev.nn.config.internal.bind;

import java.util.Optional;

/**
 * A value to be written, with a word on how it came to be.
 *
 * @param value a map, list, text, number or truth value
 * @param mark such as {@code default}
 */
public record Marked(Object value, String mark) {
  /** A value with a word on it, or the value itself if there is nothing to say. */
  public static Object of(Object value, Optional<String> mark) {
    return mark.<Object>map(word -> new Marked(value, word)).orElse(value);
  }

  /** A value without the word on it. */
  public static Object strip(Object value) {
    return value instanceof Marked marked ? strip(marked.value()) : value;
  }
}
