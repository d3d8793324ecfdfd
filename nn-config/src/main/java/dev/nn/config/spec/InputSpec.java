package dev.nn.config.spec;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.tensor.DataType;
import java.util.List;
import java.util.Optional;

/**
 * Something fed in.
 *
 * @param name as in the data; {@code input} where the data have only one
 * @param shape of one example; left out, it is that of the data
 * @param dtype of its elements; left out: whole numbers stay so, others get the model's type
 */
public record InputSpec(
    @Doc("Name in the data") String name,
    @Doc("Shape of one example; left out: that of the data") @Range(min = 1)
        Optional<List<Integer>> shape,
    @Doc("Type of the elements; left out: that of the data") Optional<DataType> dtype) {
  /** The name of the only input, here and in the data. */
  public static final String DEFAULT_NAME = "input";

  /** An input about which nothing is said. */
  public static InputSpec named(String name) {
    return new InputSpec(name, Optional.empty(), Optional.empty());
  }
}
