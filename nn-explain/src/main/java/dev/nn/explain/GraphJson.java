package dev.nn.explain;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.Select;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.Unary;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lies between the values that have a name, for a page that finds out of which entries an
 * entry is made: the ops with their attributes. Ops whose arithmetic is not told here are told by
 * their name and inputs.
 *
 * @param parameters the trained ones, in the order in which a flat vector holds them
 */
record GraphJson(Unfolded unfolded, Map<Ref, Name> names, List<Ref> parameters) {
  /** Constants with more entries are not written. */
  private static final int SMALL = 64;

  /** A value's key in JSON: its node, and if that has several outputs, which. */
  static String key(Ref ref) {
    return ref.index() == 0 ? "" + ref.node() : ref.node() + "." + ref.index();
  }

  /**
   * The ops by which some values are computed, back to those that have a name.
   *
   * @param reached names that were met on the way are added
   */
  JsonObject of(List<Ref> values, Set<Ref> reached) {
    JsonObject json = new JsonObject();
    Deque<Ref> open = new ArrayDeque<>(values);
    while (!open.isEmpty()) {
      Ref ref = open.pop();
      if (json.has(key(ref))) {
        continue;
      }
      JsonObject node = node(ref);
      json.add(key(ref), node);
      inputs(ref)
          .forEach(
              input -> {
                if (names.containsKey(input)) {
                  reached.add(input);
                }
                if (!names.containsKey(input) || isFlat(input)) {
                  open.push(input);
                }
              });
    }
    return json;
  }

  private List<Ref> inputs(Ref ref) {
    Ref meaning = unfolded.meaning().get(ref);
    if (meaning != null) {
      return List.of(meaning);
    }
    if (isFlat(ref)) {
      return parameters;
    }
    Node node = unfolded.node(ref);
    boolean guarded = node.op() instanceof Select && unfolded.isGuard(node.inputs().get(0));
    return guarded ? List.of(node.inputs().get(1)) : node.inputs();
  }

  /** Whether it is all parameters as one vector. */
  private boolean isFlat(Ref ref) {
    return unfolded.node(ref).op() instanceof FlatVariables
        && parameters.stream().mapToInt(p -> unfolded.graph().type(p).shape().elements()).sum()
            == unfolded.graph().type(ref).shape().elements();
  }

  private JsonObject node(Ref ref) {
    Node node = unfolded.node(ref);
    List<Ref> inputs = inputs(ref);
    JsonObject json = new JsonObject();
    boolean same =
        unfolded.meaning().containsKey(ref)
            || node.op() instanceof Reshape
            || inputs.size() < node.inputs().size();
    json.addProperty("op", same ? "same" : name(node.op()));
    json.add("inputs", array(inputs.stream().map(GraphJson::key).toList()));
    json.add("shape", sizes(unfolded.graph().type(ref).shape()));
    if (ref.index() > 0) {
      json.addProperty("output", ref.index());
    }
    if (!same) {
      attributes(node.op(), json);
    }
    return json;
  }

  private static String name(Op op) {
    if (op instanceof Unary unary) {
      return unary.function().toString();
    }
    if (op instanceof Binary binary) {
      return binary.function().toString();
    }
    if (op instanceof Compare compare) {
      return compare.comparison().toString();
    }
    if (op instanceof Cast) {
      return "cast";
    }
    if (op instanceof BroadcastTo) {
      return "broadcast";
    }
    return op.name();
  }

  private static void attributes(Op op, JsonObject json) {
    if (op instanceof Elementwise) {
      json.addProperty("elementwise", true);
    } else if (op instanceof Constant constant && constant.value().size() <= SMALL) {
      json.add("values", TensorJson.numbers(constant.value()));
    } else if (op instanceof MatMul product) {
      json.addProperty("transpose_left", product.transposeLeft());
      json.addProperty("transpose_right", product.transposeRight());
    } else if (op instanceof Transpose transpose) {
      json.add("permutation", integers(transpose.permutation()));
    } else if (op instanceof Slice slice) {
      json.addProperty("axis", slice.axis());
      json.addProperty("start", slice.start());
    } else if (op instanceof Concat concat) {
      json.addProperty("axis", concat.axis());
    } else if (op instanceof Reduce reduce) {
      json.add("axes", integers(reduce.axes()));
      json.addProperty("keep_dims", reduce.keepDims());
    } else if (op instanceof Convolution convolution) {
      json.addProperty("groups", convolution.groups());
      geometry(convolution.geometry(), json);
    } else if (op instanceof ConvolutionInputGradient gradient) {
      json.addProperty("groups", gradient.groups());
      geometry(gradient.geometry(), json);
    } else if (op instanceof ConvolutionKernelGradient gradient) {
      json.addProperty("groups", gradient.groups());
      geometry(gradient.geometry(), json);
    } else if (op instanceof MaxPool pool) {
      json.add("window", integers(pool.window()));
      geometry(pool.geometry(), json);
    } else if (op instanceof AveragePool pool) {
      json.add("window", integers(pool.window()));
      geometry(pool.geometry(), json);
    } else if (op instanceof AveragePoolGradient gradient) {
      json.add("window", integers(gradient.window()));
      geometry(gradient.geometry(), json);
    } else if (op instanceof MaxPoolGradient gradient) {
      json.add("window", integers(gradient.window()));
      geometry(gradient.geometry(), json);
    } else if (op instanceof Pad pad) {
      json.addProperty("axis", pad.axis());
      json.addProperty("start", pad.before());
    } else if (op instanceof Reverse reverse) {
      json.addProperty("axis", reverse.axis());
    }
  }

  private static void geometry(WindowGeometry geometry, JsonObject json) {
    json.add("strides", integers(geometry.strides()));
    json.add("before", integers(geometry.before()));
    json.add("dilations", integers(geometry.dilations()));
  }

  static JsonArray sizes(Shape shape) {
    return integers(shape.toList());
  }

  static JsonArray integers(List<Integer> numbers) {
    JsonArray array = new JsonArray();
    numbers.forEach(number -> array.add(new JsonPrimitive(number)));
    return array;
  }

  static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(text -> array.add(new JsonPrimitive(text)));
    return array;
  }
}
