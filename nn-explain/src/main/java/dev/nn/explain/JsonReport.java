package dev.nn.explain;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.network.Network;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An explanation for programs, such as the page that shows it: what is known of all steps first,
 * then the numbers of each step, written as they come.
 */
public final class JsonReport {
  /** Changes when a key's meaning does. */
  private static final int VERSION = 1;

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final Subject subject;
  private final Network network;
  private final JsonWriter out;
  private final boolean packed;
  private final int steps;
  private final Set<Ref> shown = new LinkedHashSet<>();
  private Storage storage;
  private boolean first = true;

  /**
   * @param out is flushed at the end, not closed
   * @param packed for a page: numbers as bytes, and of large values a picture alone
   * @param steps how many will be added
   */
  public JsonReport(Subject subject, Network network, Writer out, boolean packed, int steps) {
    this.subject = subject;
    this.network = network;
    this.out = new JsonWriter(out);
    this.out.setHtmlSafe(false);
    this.packed = packed;
    this.steps = steps;
  }

  /** Writes one step; the formulas are those of the first. */
  public void add(Explanation explanation) throws IOException {
    if (first) {
      head(explanation);
    }
    step(explanation);
    first = false;
  }

  /** Ends the document, after the last step. */
  public void end() throws IOException {
    out.endArray().endObject();
    out.flush();
  }

  private void head(Explanation explanation) throws IOException {
    JsonArray sections = new JsonArray();
    Chance chance = new Chance(explanation);
    List<Ref> lines = new ArrayList<>();
    for (Section section : explanation.sections()) {
      sections.add(SectionJson.of(section, explanation, chance));
      section.lines().forEach(line -> lines.add(line.ref()));
    }
    shown.addAll(lines);
    Map<String, Ref> parameters = parameters(explanation);
    JsonObject graph =
        new GraphJson(explanation.unfolded(), explanation.names(), List.copyOf(parameters.values()))
            .of(lines, shown);
    JsonObject layers = new NetworkJson(subject, network, explanation, parameters, shown).write();
    shown.addAll(parameters.values());
    shown.retainAll(explanation.values().keySet());
    storage = packed ? storage(explanation) : Storage.ALL;
    out.beginObject();
    out.name("format").value("nn-explain").name("version").value(VERSION);
    out.name("subject");
    GSON.toJson(subject(), out);
    out.name("network");
    GSON.toJson(layers, out);
    out.name("names");
    GSON.toJson(names(explanation), out);
    out.name("sections");
    GSON.toJson(sections, out);
    out.name("graph");
    GSON.toJson(graph, out);
    if (packed) {
      out.name("numbers_up_to").beginArray();
      out.value(storage.limit(true)).value(storage.limit(false)).endArray();
    }
    out.name("steps").beginArray();
  }

  private JsonObject subject() {
    JsonObject json = new JsonObject();
    json.addProperty("name", subject.name());
    json.addProperty("backend", subject.backend());
    json.addProperty("first_row", subject.firstRow());
    json.addProperty("rows", subject.rows());
    json.addProperty("examples", subject.examples());
    json.addProperty("weights", subject.weights());
    return json;
  }

  private static Map<String, Ref> parameters(Explanation explanation) {
    Map<String, Ref> parameters = new LinkedHashMap<>();
    for (Node node : explanation.unfolded().graph().nodes()) {
      if (node.op() instanceof Variable variable
          && explanation.parameters().containsKey(variable.variable())) {
        parameters.put(variable.variable(), new Ref(node.id(), 0));
      }
    }
    return parameters;
  }

  private JsonObject names(Explanation explanation) {
    JsonObject json = new JsonObject();
    for (Ref ref : shown) {
      Name name = explanation.names().get(ref);
      Node node = explanation.unfolded().node(ref);
      JsonObject each = name(name);
      each.addProperty("kind", kind(name, node));
      each.addProperty("path", node.path());
      each.add("shape", GraphJson.sizes(explanation.values().get(ref).shape()));
      each.addProperty("dtype", explanation.values().get(ref).dtype().toString());
      json.add(GraphJson.key(ref), each);
    }
    return json;
  }

  static JsonObject name(Name name) {
    JsonObject json = new JsonObject();
    json.addProperty("base", name.base());
    json.addProperty("layer", name.layer());
    json.addProperty("index", name.index());
    json.addProperty("derivative", name.derivative());
    json.addProperty("text", name.toString());
    json.addProperty("spoken", TermWords.of(name));
    return json;
  }

  private static String kind(Name name, Node node) {
    if (node.op() instanceof Input) {
      return "input";
    }
    if (node.op() instanceof Variable variable) {
      return switch (variable.role()) {
        case PARAMETER, FROZEN -> "parameter";
        case OPTIMIZER -> "optimizer";
        default -> "state";
      };
    }
    boolean gradient = name.derivative() || name.base().equals(Name.DELTA);
    return gradient ? "gradient" : "value";
  }

  private Storage storage(Explanation explanation) {
    List<Shape> shapes = new ArrayList<>();
    shown.forEach(ref -> shapes.add(explanation.values().get(ref).shape()));
    explanation.parameters().values().forEach(change -> shapes.add(change.after().shape()));
    return Storage.of(shapes, steps);
  }

  private void step(Explanation explanation) throws IOException {
    out.beginObject();
    out.name("step").value(explanation.step());
    TensorJson.writeNumber("cost", explanation.cost(), out);
    TensorJson.writeNumber("cost_after", explanation.costAfter(), out);
    out.name("values").beginObject();
    for (Ref ref : shown) {
      Optional<Tensor> value = Optional.ofNullable(explanation.values().get(ref));
      if (value.isPresent()) {
        out.name(GraphJson.key(ref));
        tensor(value.get());
      }
    }
    out.endObject();
    out.name("parameters_after").beginObject();
    for (Map.Entry<String, Explanation.Change> entry : explanation.parameters().entrySet()) {
      out.name(entry.getKey());
      tensor(entry.getValue().after());
    }
    out.endObject();
    JsonObject events = SectionJson.events(explanation);
    if (events.size() > 0) {
      out.name("events");
      GSON.toJson(events, out);
    }
    out.name("proofs").beginObject();
    ProofJson proofs = new ProofJson(explanation, packed, out);
    for (Map.Entry<String, List<Proof>> entry : explanation.proofs().entrySet()) {
      out.name(entry.getKey());
      proofs.write(entry.getValue());
    }
    out.endObject().endObject();
  }

  private void tensor(Tensor tensor) throws IOException {
    if (!packed) {
      TensorJson.writeNumbers(tensor, out);
    } else if (tensor.size() <= storage.limit(first)) {
      TensorJson.writeFloats(tensor, out);
    } else {
      TensorJson.writePicture(tensor, storage.side(first), out);
    }
  }
}
