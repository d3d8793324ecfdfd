package dev.nn.data;

import dev.nn.api.data.DataException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A category as numbers. A category that training never saw is encoded as zeros, with a warning.
 *
 * @param name column name
 * @param encoding one-hot or index
 * @param categories those of the training part, sorted; the empty text is the category of missing
 *     cells
 * @param fill what stands in for a missing cell; empty: a missing cell is an error
 */
record CategoricalColumn(
    String name, Encoding encoding, List<String> categories, Optional<String> fill)
    implements FeatureColumn {
  static final String TYPE = "categorical";

  CategoricalColumn {
    categories = List.copyOf(categories);
  }

  /**
   * @param training cells of the training part
   * @throws DataException if a cell is missing where that is an error, or no cell has a value
   */
  static CategoricalColumn fit(Cells training, Encoding encoding, Missing missing) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < training.size(); i++) {
      counts.merge(training.text(i), 1, Integer::sum);
    }
    if (counts.keySet().equals(Set.of(""))) {
      throw training.fault("no row of the training part has a value; put it in features.exclude");
    }
    Optional<String> fill =
        switch (missing) {
          case ERROR -> Optional.empty();
          case MOST_FREQUENT -> Optional.of(mostFrequent(counts));
          case MEAN, MEDIAN, ZERO -> Optional.of("");
        };
    if (!fill.equals(Optional.of(""))) {
      counts.remove("");
    }
    return new CategoricalColumn(
        training.name(), encoding, DistinctValues.sorted(counts.keySet()), fill);
  }

  private static String mostFrequent(Map<String, Integer> counts) {
    return counts.keySet().stream()
        .filter(category -> !category.isEmpty())
        .min(
            Comparator.comparing((String category) -> -counts.get(category))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  @Override
  public List<String> features() {
    return encoding == Encoding.ONE_HOT
        ? categories.stream()
            .map(category -> name + "=" + (category.isEmpty() ? "(missing)" : category))
            .toList()
        : List.of(name);
  }

  @Override
  public int width() {
    return encoding == Encoding.ONE_HOT ? categories.size() : 1;
  }

  @Override
  public void encode(Cells cells, float[] into, int stride, int offset, Consumer<String> warnings) {
    Map<String, Integer> indices = new HashMap<>();
    IntStream.range(0, categories.size()).forEach(i -> indices.put(categories.get(i), i));
    TreeSet<String> unseen = new TreeSet<>();
    for (int i = 0; i < cells.size(); i++) {
      String category = cells.text(i).isEmpty() ? filled(cells, i) : cells.text(i);
      Integer index = indices.get(category);
      if (index == null) {
        unseen.add(category.isEmpty() ? "(missing)" : category);
      } else if (encoding == Encoding.ONE_HOT) {
        into[i * stride + offset + index] = 1;
      } else {
        into[i * stride + offset] = index + 1;
      }
    }
    if (!unseen.isEmpty()) {
      warnings.accept(
          "%s: column '%s' has values that training never saw, encoded as zeros: %s"
              .formatted(cells.table().file().getFileName(), name, Listing.of(unseen)));
    }
  }

  private String filled(Cells cells, int i) {
    return fill.orElseThrow(() -> cells.missing(i));
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("type", TYPE);
    description.put("encoding", encoding.name().toLowerCase(Locale.ROOT));
    description.put("categories", categories);
    fill.ifPresent(value -> description.put("fill", value));
    return description;
  }

  static CategoricalColumn fromDescription(Description described) {
    return new CategoricalColumn(
        described.text("name"),
        described.constant("encoding", Encoding.class),
        described.texts("categories"),
        described.has("fill") ? Optional.of(described.text("fill")) : Optional.empty());
  }
}
