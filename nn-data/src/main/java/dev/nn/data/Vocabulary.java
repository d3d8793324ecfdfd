package dev.nn.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text consists of, numbered: 0 is whatever training never saw, then come the tokens of the
 * training part.
 */
public final class Vocabulary {
  /** The token of number 0. */
  public static final String UNKNOWN = "[UNK]";

  /** What a token is. */
  public enum Level {
    /** A Unicode code point, white space and all. */
    CHARACTER,
    /** A run of letters, digits and apostrophes, a line end, or any other single character. */
    WORD
  }

  private static final Pattern WORD = Pattern.compile("\\n|[\\p{L}\\p{N}'’]+|\\S");

  /** No space before these, and none after an opening bracket or a line end. */
  private static final String CLOSING = ".,;:!?)]}\n";

  private static final String OPENING = "([{\n";

  private final Level level;
  private final boolean lowercase;
  private final List<String> tokens;
  private final Map<String, Integer> numbers = new HashMap<>();

  Vocabulary(Level level, boolean lowercase, List<String> tokens) {
    this.level = level;
    this.lowercase = lowercase;
    this.tokens = List.copyOf(tokens);
    for (String token : tokens) {
      numbers.put(token, numbers.size());
    }
  }

  /**
   * Characters are numbered in their own order, words by how often they occur, then in their own.
   *
   * @param training tokens of the training part
   * @param most the most tokens, {@link #UNKNOWN} included: those that occur most often
   */
  static Vocabulary fit(
      Level level, boolean lowercase, List<String> training, Optional<Integer> most) {
    Map<String, Integer> counts = new HashMap<>();
    training.forEach(token -> counts.merge(token, 1, Integer::sum));
    Comparator<String> natural = Comparator.naturalOrder();
    Comparator<String> byCount =
        Comparator.comparing((String token) -> -counts.get(token)).thenComparing(natural);
    List<String> kept =
        counts.keySet().stream()
            .sorted(byCount)
            .limit(most.orElse(Integer.MAX_VALUE) - 1L)
            .sorted(level == Level.CHARACTER ? natural : byCount)
            .toList();
    List<String> tokens = new ArrayList<>(List.of(UNKNOWN));
    tokens.addAll(kept);
    return new Vocabulary(level, lowercase, tokens);
  }

  /** The tokens of a text, known or not. Line ends are {@code \n}, whatever they were. */
  static List<String> split(Level level, boolean lowercase, String text) {
    String plain = text.replace("\r\n", "\n");
    if (lowercase) {
      plain = plain.toLowerCase(Locale.ROOT);
    }
    List<String> tokens = new ArrayList<>();
    if (level == Level.CHARACTER) {
      // Most characters occur over and over: one text for each will do.
      Map<Integer, String> texts = new HashMap<>();
      plain
          .codePoints()
          .forEach(point -> tokens.add(texts.computeIfAbsent(point, Character::toString)));
      return tokens;
    }
    Matcher word = WORD.matcher(plain);
    while (word.find()) {
      tokens.add(word.group());
    }
    return tokens;
  }

  /** The tokens by number. */
  public List<String> tokens() {
    return tokens;
  }

  /**
   * Numbers of the tokens of a text.
   *
   * @param unknown takes each token that training never saw
   */
  public int[] encode(String text, Consumer<String> unknown) {
    return encode(split(level, lowercase, text), unknown);
  }

  int[] encode(List<String> split, Consumer<String> unknown) {
    int[] encoded = new int[split.size()];
    for (int i = 0; i < encoded.length; i++) {
      Integer number = numbers.get(split.get(i));
      if (number == null) {
        unknown.accept(split.get(i));
      } else {
        encoded[i] = number;
      }
    }
    return encoded;
  }

  /** What to write for a token after another; the first comes after {@code \n}. */
  public String piece(String before, String token) {
    boolean spaced = level == Level.WORD && !CLOSING.contains(token) && !OPENING.contains(before);
    return spaced ? " " + token : token;
  }

  /** Tokens as a text. */
  public String decode(int... encoded) {
    StringBuilder text = new StringBuilder();
    String before = "\n";
    for (int number : encoded) {
      text.append(piece(before, tokens.get(number)));
      before = tokens.get(number);
    }
    return text.toString();
  }

  Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("level", level.name().toLowerCase(Locale.ROOT));
    description.put("lowercase", lowercase);
    description.put("tokens", tokens);
    return description;
  }

  static Vocabulary fromDescription(Description described) {
    return new Vocabulary(
        described.constant("level", Level.class),
        described.flag("lowercase"),
        described.texts("tokens"));
  }
}
