package dev.nn.data;

import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** One target of a model, made from a table. */
sealed interface TableTarget permits TargetEncoding, InputTarget {

  /** Names of its columns; empty if it has none of its own. */
  List<String> columns();

  /** Names of the classes in index order; empty if it is no class. */
  List<String> classes();

  /** How each column is scaled; empty where values are taken as they stand. */
  List<ScaledColumn> scaling();

  /**
   * The target of every row.
   *
   * @param inputs of the same rows, by name
   */
  Tensor encode(CsvTable table, int[] rows, Map<String, Tensor> inputs);

  /** JSON-like description. */
  Map<String, Object> describe();

  /** The target that {@link #describe} described. */
  static TableTarget fromDescription(Description described) {
    return described.has("input")
        ? new InputTarget(described.text("input"))
        : TargetEncoding.fromDescription(described);
  }
}
