package dev.nn.explain;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.inspect.MultiplyAdds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which entries of a parameter are put to the test: the one with the greatest gradient first, then
 * one that was asked for, then all others of a small parameter, or of a large one some that are
 * drawn, in each step the same.
 *
 * @param whole parameters with more entries are large
 * @param drawn how many entries of a large one are drawn
 * @param at an entry that was asked for, its indices from 1; may be empty, and fits not everywhere
 */
public record Trials(int whole, int drawn, List<Integer> at) {
  /** The greatest entry of each. */
  public static final Trials GREATEST = new Trials(0, 0, List.of());

  /** As many as a page has room for. */
  public static final Trials MANY = new Trials(256, 128, List.of());

  /** Of the order of nanoseconds, so that a step is proved within some seconds. */
  private static final long BUDGET = 2_000_000_000L;

  /** What running an op takes, however small it is. */
  private static final long OP = 4_000;

  private static final long NUMBER = 4;

  /** Copies the list. */
  public Trials {
    at = List.copyOf(at);
  }

  /** The greatest entry of each, and one that is asked for. */
  public static Trials at(int... at) {
    return new Trials(0, 0, IntStream.of(at).boxed().toList());
  }

  /**
   * These, or fewer of each if computing C so many times would take too long. It is counted, not
   * timed, so that the same are tested every time.
   *
   * @param graph of the training step
   * @param cost the node that computes C
   * @param parameters those to be tested
   */
  Trials within(Graph graph, int cost, Collection<Explanation.Change> parameters) {
    MultiplyAdds products = new MultiplyAdds();
    long work = 0;
    for (Node node : graph.nodes().subList(0, cost + 1)) {
      long numbers = node.types().stream().mapToLong(type -> type.shape().elements()).sum();
      work += OP + NUMBER * numbers + products.of(graph, node);
    }
    Trials trials = this;
    while (trials.work(work, parameters) > BUDGET && trials.whole + trials.drawn > 0) {
      trials = new Trials(trials.whole / 2, trials.drawn / 2, at);
    }
    return trials;
  }

  /** C is computed on both sides of every entry, and each time its parameter is written twice. */
  private long work(long cost, Collection<Explanation.Change> parameters) {
    return parameters.stream()
        .mapToLong(
            change -> {
              long size = change.before().size();
              return 2 * (cost + 2 * NUMBER * size) * (size <= whole ? size : drawn);
            })
        .sum();
  }

  /** The entries, the one with the greatest gradient first. */
  List<Integer> of(String path, Tensor gradient) {
    List<Integer> entries = new ArrayList<>();
    entries.add(Proof.largest(gradient));
    IntStream others =
        gradient.size() <= whole
            ? IntStream.range(0, gradient.size())
            : new SplittableRandom(path.hashCode()).ints(drawn, 0, gradient.size()).sorted();
    IntStream.concat(Indices.asked(gradient.shape(), at).stream(), others)
        .filter(each -> !entries.contains(each))
        .forEach(entries::add);
    return entries;
  }
}
