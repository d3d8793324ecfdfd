package dev.nn.core.expression;

import dev.nn.api.graph.Value;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Reduction;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.expression.Formula.Node;
import dev.nn.core.expression.Formula.Term;
import dev.nn.core.expression.Lexer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What can be called in a formula. */
final class Functions {
  /** Under this name come numbers in brackets: {@code reshape(x, [2, 3])}. */
  static final String SIZES = "[…]";

  private static final List<String> OTHERS =
      List.of("concat", "maximum", "minimum", "reshape", "softmax", "transpose", "where");

  private Functions() {}

  /** A call; everything that can be checked without shapes is. */
  static Node call(Token function, List<Node> operands, Map<String, List<Integer>> options) {
    String name = function.text();
    for (UnaryFunction unary : UnaryFunction.values()) {
      if (name(unary).equals(name)) {
        check(function, operands, 1, 1, options);
        return unary(unary, operands.get(0));
      }
    }
    for (Reduction reduction : Reduction.values()) {
      if (name(reduction).equals(name)) {
        check(function, operands, 1, 1, options, "axis", "keepdims");
        return reduce(reduction, operands.get(0), options);
      }
    }
    switch (name) {
      case "maximum", "minimum" -> {
        check(function, operands, 2, 2, options);
        return Parser.binary(
            operands.get(0),
            operands.get(1),
            name.equals("maximum") ? BinaryFunction.MAXIMUM : BinaryFunction.MINIMUM);
      }
      case "where" -> {
        check(function, operands, 3, 3, options);
        return context -> {
          Term yes = operands.get(1).in(context);
          Term no = operands.get(2).in(context);
          Value chosen = operands.get(0).in(context).value();
          return context.of(chosen.select(yes.beside(no), no.beside(yes)));
        };
      }
      case "softmax" -> {
        check(function, operands, 1, 1, options);
        return context -> context.of(operands.get(0).in(context).value().softmax());
      }
      case "concat" -> {
        check(function, operands, 1, Integer.MAX_VALUE, options, "axis");
        int axis = options.getOrDefault("axis", List.of(-1)).get(0);
        return context -> {
          List<Value> parts = operands.stream().map(each -> each.in(context).value()).toList();
          Concat concat = new Concat(parts.get(0).shape().axis(axis));
          return context.of(context.builder().emit(concat, parts).get(0));
        };
      }
      case "reshape", "transpose" -> {
        check(function, operands, 1, 1, options, SIZES);
        List<Integer> numbers = options.get(SIZES);
        if (numbers == null) {
          throw new SyntaxException(name + " needs numbers in brackets", function);
        }
        return name.equals("reshape")
            ? context -> context.of(reshape(operands.get(0).in(context).value(), numbers))
            : context -> context.of(transpose(operands.get(0).in(context).value(), numbers));
      }
      default ->
          throw new SyntaxException(
              "there is no function '" + name + "'", function.column(), name, names());
    }
  }

  private static List<String> names() {
    TreeSet<String> names = new TreeSet<>(OTHERS);
    Stream.of(UnaryFunction.values()).map(Functions::name).forEach(names::add);
    Stream.of(Reduction.values()).map(Functions::name).forEach(names::add);
    return List.copyOf(names);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void check(
      Token function,
      List<Node> operands,
      int least,
      int most,
      Map<String, List<Integer>> options,
      String... known) {
    if (operands.size() < least || operands.size() > most) {
      throw new SyntaxException(
          "%s takes %s%d, not %d"
              .formatted(function.text(), most > least ? "at least " : "", least, operands.size()),
          function);
    }
    for (String option : options.keySet()) {
      if (!Arrays.asList(known).contains(option)) {
        throw new SyntaxException(function.text() + " takes no '" + option + "'", function);
      }
    }
  }

  private static Node unary(UnaryFunction function, Node operand) {
    return context -> {
      Term x = operand.in(context);
      return x.isNumber()
          ? context.number(function.apply(x.number()))
          : context.of(x.value().map(function));
    };
  }

  private static Node reduce(
      Reduction reduction, Node operand, Map<String, List<Integer>> options) {
    boolean keep = options.getOrDefault("keepdims", List.of(0)).get(0) != 0;
    return context -> {
      Value x = operand.in(context).value();
      // Without axes, over everything but the batch: a formula cannot look at other examples.
      int[] axes =
          options.containsKey("axis")
              ? options.get("axis").stream().mapToInt(axis -> x.shape().axis(axis)).toArray()
              : java.util.stream.IntStream.range(1, x.shape().rank()).toArray();
      return context.of(axes.length == 0 ? x : x.reduce(reduction, keep, axes));
    };
  }

  /** To a shape without the batch, of which one size may be −1. */
  private static Value reshape(Value x, List<Integer> sizes) {
    int batch = x.shape().size(0);
    int elements = x.shape().elements() / Math.max(1, batch);
    int stated = sizes.stream().filter(size -> size >= 0).reduce(1, (a, b) -> a * b);
    List<Integer> resolved = new ArrayList<>(List.of(batch));
    sizes.forEach(size -> resolved.add(size < 0 ? elements / Math.max(1, stated) : size));
    return x.reshape(Shape.of(resolved));
  }

  /** Axes in another order, the batch included. */
  private static Value transpose(Value x, List<Integer> order) {
    if (order.isEmpty() || order.get(0) != 0) {
      throw new ShapeException("transpose has to leave the batch first: [0, …], not " + order);
    }
    return x.transpose(order.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Part of a value; each range says from, to, and whether it is a single index. */
  static Value slice(Value x, List<int[]> ranges) {
    Value result = x;
    if (ranges.size() > x.shape().rank()) {
      throw new ShapeException(ranges.size() + " indices are too many for " + x.shape());
    }
    List<Integer> sizes = new ArrayList<>(x.shape().toList());
    for (int axis = ranges.size() - 1; axis >= 0; axis--) {
      int[] range = ranges.get(axis);
      int size = x.shape().size(axis);
      boolean single = range[2] == 1;
      int from = range[0] < 0 ? range[0] + size : range[0];
      int to = single ? from + 1 : range[1] < 0 ? range[1] + size : Math.min(range[1], size);
      if (from < 0 || to > size || from >= to) {
        throw new ShapeException(
            "axis %d of %s has the entries 0 to %d, not %s"
                .formatted(axis, x.shape(), size - 1, single ? from : from + " to " + (to - 1)));
      }
      if (axis == 0 && (single || from > 0 || to < size)) {
        throw new ShapeException("a formula takes all examples: begin with [:, …]");
      }
      if (to - from < size) {
        result = result.slice(axis, from, to - from);
      }
      if (single) {
        sizes.remove(axis);
      } else {
        sizes.set(axis, to - from);
      }
    }
    return result.reshape(Shape.of(sizes));
  }
}
