package dev.nn.explain;

import com.google.gson.stream.JsonWriter;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Proofs in JSON: of each parameter the greatest entry's in words of its own, all others in
 * columns.
 *
 * @param packed columns as bytes
 */
record ProofJson(Explanation explanation, boolean packed, JsonWriter out) {
  /** Writes the proofs for one parameter. */
  void write(List<Proof> proofs) throws IOException {
    Proof greatest = proofs.get(0);
    out.beginObject().name("entry").value(greatest.entry());
    TensorJson.writeNumber("epsilon", greatest.epsilon(), out);
    TensorJson.writeNumber("gradient", greatest.gradient(), out);
    TensorJson.writeNumber("cost_above", greatest.costAbove(), out);
    TensorJson.writeNumber("cost_below", greatest.costBelow(), out);
    TensorJson.writeNumber("difference", greatest.difference(), out);
    TensorJson.writeNumber("relative_error", greatest.relativeError(), out);
    if (greatest.isKink()) {
      TensorJson.writeNumber("left", greatest.left(), out);
      TensorJson.writeNumber("right", greatest.right(), out);
    }
    out.name("rounding").value(explanation.isRounding(greatest));
    if (proofs.size() > 1) {
      out.name("others");
      others(proofs.subList(1, proofs.size()));
    }
    out.endObject();
  }

  private void others(List<Proof> proofs) throws IOException {
    out.beginObject();
    column("entries", proofs, Proof::entry);
    column("epsilons", proofs, Proof::epsilon);
    column("gradients", proofs, Proof::gradient);
    column("differences", proofs, Proof::difference);
    column("relative_errors", proofs, Proof::relativeError);
    out.name("kinks").beginArray();
    for (int i : places(proofs, Proof::isKink)) {
      out.beginObject().name("place").value(i);
      TensorJson.writeNumber("left", proofs.get(i).left(), out);
      TensorJson.writeNumber("right", proofs.get(i).right(), out);
      out.endObject();
    }
    out.endArray().name("rounding").beginArray();
    for (int i : places(proofs, explanation::isRounding)) {
      out.value(i);
    }
    out.endArray().endObject();
  }

  private static int[] places(List<Proof> proofs, Predicate<Proof> chosen) {
    return IntStream.range(0, proofs.size()).filter(i -> chosen.test(proofs.get(i))).toArray();
  }

  private void column(String name, List<Proof> proofs, ToDoubleFunction<Proof> number)
      throws IOException {
    double[] numbers = proofs.stream().mapToDouble(number).toArray();
    Tensor column = Tensor.of(Shape.of(numbers.length), numbers);
    out.name(name);
    if (packed) {
      TensorJson.writeFloats(column, out);
    } else {
      TensorJson.writeNumbers(column, out);
    }
  }
}
