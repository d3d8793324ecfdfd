package dev.nn.api.data;

/** Where each example of a data set was read, so that messages can name single ones. */
public interface ExamplePlaces {
  /**
   * The place of an example.
   *
   * @param example its number, from 0
   * @return such as {@code pets.csv:17}
   */
  String of(int example);

  /** Those of the given examples, in the given order. */
  ExamplePlaces select(int... examples);
}
