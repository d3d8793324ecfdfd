package dev.nn.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.ArgMax;
import dev.nn.api.op.Input;
import dev.nn.api.op.Random;
import dev.nn.api.op.TextTokens;
import dev.nn.api.op.VocabularyLookup;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.testkit.backend.GraphRunner;
import dev.nn.testkit.backend.OpGraphs;
import dev.nn.testkit.backend.OpGraphs.OpGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Equations of single numbers, op by op. */
class EntriesTest {
  /** Whose numbers are not made of other numbers. */
  private static final Map<Class<? extends Op>, String> WITHOUT =
      Map.of(
          Random.class, "drawn, not computed",
          ArgMax.class, "a place",
          TextTokens.class, "letters",
          VocabularyLookup.class, "a place in a table of words");

  /** More entries are not tried one by one. */
  private static final int MANY = 100;

  /** Evaluated, an equation has to give the number that the backend computed. */
  @Test
  void everyOpHasEquationsOfSingleNumbersAndTheyHold() {
    Set<String> without = new TreeSet<>();
    Set<String> with = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (OpGraph each : OpGraphs.all()) {
      if (isOrdinary(each)) {
        check(each, with, without, wrong);
      }
    }
    assertEquals(
        List.of(), wrong.stream().filter(line -> isFirst(line, wrong)).toList(), "one for each op");
    without.removeAll(with);
    assertEquals(
        WITHOUT.keySet().stream()
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new)),
        without);
  }

  /**
   * In float64, and with numbers of which e to the power of them is one too: nothing is hidden from
   * an attention.
   */
  private static boolean isOrdinary(OpGraph graph) {
    if (graph.name().endsWith("(integers inside)")) {
      return false;
    }
    if (graph.name().startsWith("vocabulary_lookup")) {
      return true; // There is nothing to evaluate.
    }
    boolean attention = graph.name().startsWith("scaled_dot_product_attention");
    return graph.inputs().values().stream()
        .allMatch(
            x ->
                x.dtype() != DataType.FLOAT32
                    && x.size() <= MANY
                    && !(attention && x.dtype() == DataType.BOOL)
                    && (!x.dtype().isFloating()
                        || IntStream.range(0, x.size()).allMatch(i -> Math.abs(x.get(i)) < 100)));
  }

  private static void check(
      OpGraph each, Set<String> with, Set<String> without, List<String> wrong) {
    Unfolded unfolded = Unfolded.of(each.graph());
    Node op = each.graph().nodes().get(each.graph().nodes().size() - 1);
    Map<String, Ref> outputs = new LinkedHashMap<>(each.graph().outputs());
    Entries.pointers(unfolded).forEach(ref -> outputs.put(ref.toString(), ref));
    Map<String, Tensor> computed =
        GraphRunner.run(new Graph(unfolded.graph().nodes(), outputs, List.of()), each.inputs());
    Map<Ref, Name> names = new HashMap<>();
    Map<Ref, Tensor> values = new HashMap<>();
    Entries.pointers(unfolded).forEach(ref -> values.put(ref, computed.get(ref.toString())));
    for (Node node : each.graph().nodes()) {
      if (node.op() instanceof Input input) {
        names.put(new Ref(node.id(), 0), Name.of(input.input()));
        values.put(new Ref(node.id(), 0), each.inputs().get(input.input()));
      }
    }
    Entries entries =
        new Entries(unfolded, names, new Twins(unfolded, names), values, Integer.MAX_VALUE);
    for (int output = 0; output < op.types().size(); output++) {
      Tensor expected = computed.get("y" + output);
      boolean places = output > 0 && !expected.dtype().isFloating();
      for (int i = 0; !places && i < Math.min(MANY, expected.size()); i++) {
        Optional<Term> term = entries.formula(new Ref(op.id(), output), i);
        (term.isPresent() ? with : without).add(op.op().getClass().getSimpleName());
        if (term.isPresent() && !isRounded(op)) {
          double found = Evaluate.of(term.get(), values);
          double unit = Double.isFinite(found) ? Math.max(1, Math.abs(found)) : 1;
          if (!(Math.abs(expected.get(i) - found) <= 1e-12 * unit)
              && Double.compare(expected.get(i), found) != 0) {
            wrong.add(each.name() + " [" + i + "]: " + found + " instead of " + expected.get(i));
            break;
          }
        }
      }
    }
  }

  private static boolean isFirst(String line, List<String> all) {
    String op = line.substring(0, line.indexOf(':'));
    return all.stream().filter(each -> each.startsWith(op + ":")).findFirst().get().equals(line);
  }

  /** Whether the result has fewer digits. */
  private static boolean isRounded(Node node) {
    return node.types().get(0).dtype() != DataType.FLOAT64;
  }
}
