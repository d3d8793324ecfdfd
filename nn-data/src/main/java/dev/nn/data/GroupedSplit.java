package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import java.util.Optional;

/**
 * How the rows of a table are divided. With {@code group}, rows of an equal value in that column
 * stay in one part, such as all measurements of a patient or all copies of a text: otherwise a part
 * tests partly what was learnt by heart. Each part is then less than the largest group away from
 * its fraction, and at most one row where there are enough rows without equals; classes keep their
 * shares as far as the groups allow.
 *
 * @param fractions the parts
 * @param group column of which equal values stay together, white space around them aside; empty
 *     cells are equal too. It is learnt from only if {@code columns} or {@code types} of the
 *     features name it
 */
public record GroupedSplit(
    @Inline Split fractions,
    @Doc("Column of which equal values stay in one part") Optional<String> group) {

  /** Row by row. */
  static GroupedSplit of(Split fractions) {
    return new GroupedSplit(fractions, Optional.empty());
  }

  /**
   * Divides the rows of a table.
   *
   * @param classes class of each row, from 0; empty if the target is not a class
   * @throws DataException if there is no such column, one of its groups is larger than any part, or
   *     a part that was asked for would be empty
   */
  Parts divide(CsvTable table, Optional<int[]> classes, long seed) {
    return group
        .map(column -> Parts.of(fractions, Groups.of(table, column), classes, seed))
        .orElseGet(() -> Parts.of(Optional.of(fractions), table.size(), classes, seed));
  }

  /** What to try where no example of a class has come to the training part. */
  String wayOut() {
    String chance =
        fractions.stratify()
            ? "try another seed, make split.train larger"
            : "set split.stratify: true";
    return group
        .map(
            column ->
                "its examples lie in groups of equal '%s', which stay together and went to other parts; %s, group by another column"
                    .formatted(column, chance))
        .orElse(chance);
  }
}
