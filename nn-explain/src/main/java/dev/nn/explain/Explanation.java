package dev.nn.explain;

import dev.nn.api.graph.Ref;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One training step with its formulas and numbers.
 *
 * @param step which one, from 1
 * @param sections what each layer does, forward and backward, and the update
 * @param names of all values that formulas speak of
 * @param values of the same; none for what was not computed
 * @param unfolded how values are computed; {@link Ref}s point into its graph
 * @param cost C before the update
 * @param costAfter C of the same examples after it, with the same random numbers
 * @param parameters θ before and after, by path
 * @param proofs that ∂C/∂θ is right, by the same paths: the first for the entry with the greatest
 *     gradient; may be empty
 */
public record Explanation(
    long step,
    List<Section> sections,
    Map<Ref, Name> names,
    Map<Ref, Tensor> values,
    Unfolded unfolded,
    double cost,
    double costAfter,
    Map<String, Change> parameters,
    Map<String, List<Proof>> proofs) {
  /** Copies the collections. */
  public Explanation {
    sections = List.copyOf(sections);
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  /**
   * Whether a derivative is 0 but for rounding, as that of a bias before batch normalisation: a
   * millionth of the greatest.
   */
  public boolean isRounding(Proof proof) {
    double greatest =
        proofs.values().stream()
            .mapToDouble(each -> Math.abs(each.get(0).gradient()))
            .max()
            .orElse(0);
    return Math.max(Math.abs(proof.gradient()), Math.abs(proof.difference())) <= 1e-6 * greatest;
  }

  /** The proof for an entry of a parameter, if it was put to the test. */
  Optional<Proof> proof(String path, int entry) {
    return proofs.getOrDefault(path, List.of()).stream()
        .filter(proof -> proof.entry() == entry)
        .findFirst();
  }

  /** Equations for single numbers, with so many terms of a sum written. */
  Entries entries(int most) {
    return new Entries(unfolded, names, new Twins(unfolded, names), values, most);
  }

  /**
   * A parameter's way through the update.
   *
   * @param name what it is called
   * @param before θ
   * @param gradient ∂C/∂θ
   * @param after the next θ
   */
  public record Change(Name name, Tensor before, Tensor gradient, Tensor after) {}
}
