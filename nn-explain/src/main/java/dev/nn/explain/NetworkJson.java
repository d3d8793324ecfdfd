package dev.nn.explain;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Input;
import dev.nn.api.op.Reshape;
import dev.nn.core.network.Network;
import dev.nn.core.train.TrainingGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The network in JSON: what a drawing of it needs.
 *
 * @param parameters by path
 * @param shown values that are written; what the drawing shows is added
 */
record NetworkJson(
    Subject subject,
    Network network,
    Explanation explanation,
    Map<String, Ref> parameters,
    Set<Ref> shown) {

  JsonObject write() {
    JsonObject json = new JsonObject();
    Map<String, Ref> results = results();
    Numbering numbering = new Numbering(network, explanation.unfolded().graph().nodes());
    JsonArray inputs = new JsonArray();
    for (Network.Input input : network.inputs()) {
      JsonObject each = new JsonObject();
      each.addProperty("name", input.name());
      result(results.get(input.name()), each);
      each.add(
          "features", GraphJson.array(subject.features().getOrDefault(input.name(), List.of())));
      inputs.add(each);
    }
    json.add("inputs", inputs);
    JsonArray layers = new JsonArray();
    for (Network.Node layer : network.layers()) {
      JsonObject each = new JsonObject();
      each.addProperty("path", layer.name());
      each.addProperty("number", numbering.of(layer.name()));
      each.addProperty("type", Equations.type(layer.layer()));
      each.add("inputs", GraphJson.array(layer.inputs().stream().map(Network::layer).toList()));
      result(results.get(layer.name()), each);
      JsonObject own = new JsonObject();
      parameters.forEach(
          (path, ref) -> {
            if (path.startsWith(layer.name() + "/")) {
              own.addProperty(path, GraphJson.key(ref));
            }
          });
      each.add("parameters", own);
      each.add("classes", GraphJson.array(subject.classes().getOrDefault(layer.name(), List.of())));
      layers.add(each);
    }
    json.add("layers", layers);
    json.add("outputs", GraphJson.array(network.outputs()));
    return json;
  }

  private void result(Ref ref, JsonObject json) {
    if (ref == null) {
      return;
    }
    json.add("shape", GraphJson.sizes(explanation.unfolded().graph().type(ref).shape()));
    Ref named = ref;
    while (!explanation.names().containsKey(named)
        && explanation.unfolded().node(named).op() instanceof Reshape) {
      named = explanation.unfolded().node(named).inputs().get(0);
    }
    if (explanation.values().containsKey(named)) {
      shown.add(named);
      json.addProperty("value", GraphJson.key(named));
    }
  }

  /**
   * What each input and layer gives out: what the next layer reads, or else the last it computes.
   */
  private Map<String, Ref> results() {
    Map<String, Ref> results = new HashMap<>();
    Set<String> settled = new HashSet<>();
    for (Node node : explanation.unfolded().graph().nodes()) {
      if (node.path().equals(TrainingGraph.COST)) {
        break;
      }
      Ref ref = new Ref(node.id(), 0);
      String layer = Network.layer(node.path());
      // What comes after its activation, such as a penalty, is not what a layer gives out.
      boolean activation = node.path().equals(layer) && node.label().equals("a");
      if (node.op() instanceof Input input) {
        results.put(input.input(), ref);
      } else if (!node.inputs().isEmpty() && (activation || !settled.contains(layer))) {
        results.put(layer, ref);
      }
      if (activation) {
        settled.add(layer);
      }
      // Nor are the running means of a normalization.
      for (Ref input : node.inputs()) {
        Node source = explanation.unfolded().node(input);
        String from = Network.layer(source.path());
        if (!from.equals(layer) && !source.inputs().isEmpty() && settled.add(from)) {
          results.put(from, input);
        }
      }
    }
    return results;
  }
}
