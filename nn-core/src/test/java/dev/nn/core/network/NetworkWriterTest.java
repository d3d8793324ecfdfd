package dev.nn.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Flatten;
import dev.nn.core.layers.RepeatVector;
import dev.nn.core.layers.Reshape;
import dev.nn.core.network.Network.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkWriterTest {
  private static final Layer MASKING =
      (scope, x) -> {
        Value y = x.scale(1);
        scope.setMask(y, x.max(-1).greater(0));
        return y;
      };

  private static final Layer PUBLISHING =
      (scope, x) -> {
        scope.publish("half", x.scale(0.5));
        return x.scale(2);
      };

  @Test
  void aMaskGoesAlongAsLongAsStepsRemainSteps() {
    var forward =
        write(
            Shape.of(5, 3),
            node("masking", MASKING, "input"),
            node("dense", Dense.of(4), "masking"),
            node("flat", new Flatten(), "dense"));
    Value mask = forward.mask(forward.values().get("masking")).orElseThrow();
    assertEquals(Shape.of(2, 5), mask.shape());
    assertEquals(Optional.of(mask), forward.mask(forward.values().get("dense")));
    assertEquals(Optional.empty(), forward.mask(forward.values().get("flat")));
  }

  @Test
  void layersThatShareWeightsAskForThemOnce() {
    var forward =
        write(
            Shape.of(3),
            node("a", Dense.of(3), "input"),
            new Node("b", Dense.of(3), List.of("a"), true, "a"));
    assertEquals(List.of("a/kernel", "a/bias"), names(forward));
  }

  @Test
  void unequalShapesCannotBeShared() {
    var b = new Node("b", Dense.of(3), List.of("a"), true, "a");
    var fault =
        assertThrows(
            NetworkException.class, () -> write(Shape.of(3), node("a", Dense.of(4), "input"), b));
    assertEquals("b", fault.layer());
    assertTrue(
        fault.reason().contains("'a/kernel', which is [3, 4], but needs [4, 3]"), fault.reason());
  }

  @Test
  void aSharedLayersRunningValuesMoveAtEachUse() {
    BatchNormalization norm = BatchNormalization.of();
    var once = write(Shape.of(3), node("a", norm, "input"));
    var twice =
        write(Shape.of(3), node("a", norm, "input"), new Node("b", norm, List.of("a"), true, "a"));
    assertEquals(once.stateUpdates().size(), twice.stateUpdates().size());
    Value next = twice.stateUpdates().values().iterator().next();
    // moved(moved(running)): the earlier result, not the variable, is moved.
    assertEquals("multiply", next.input(0).op().name());
    assertTrue(!(next.input(0).input(0).op() instanceof Variable));
  }

  @Test
  void aFrozenBatchNormalizationKeepsItsStatistics() {
    var forward =
        write(Shape.of(3), new Node("a", BatchNormalization.of(), List.of("input"), false));
    assertTrue(forward.stateUpdates().isEmpty());
  }

  @Test
  void partsOfABlockHaveTheirPathBelowIt() {
    Block inner = new Block(List.of("x"), List.of(node("dense", Dense.of(3), "x")), "dense");
    Block outer =
        new Block(
            List.of("x"),
            List.of(
                node("first", inner, "x"),
                new Node("again", inner, List.of("first"), true, "first")),
            "again");
    var forward = write(Shape.of(3), node("block", outer, "input"));
    assertEquals(List.of("block/first/dense/kernel", "block/first/dense/bias"), names(forward));
    Value y = forward.values().get("block");
    assertEquals("block/again/dense", y.builder().node(y.ref()).path());
  }

  @Test
  void aFaultInsideABlockNamesTheLayerInside() {
    Block block = new Block(List.of("x"), List.of(node("dense", Dense.of(3), "x")), "dense");
    var fault =
        assertThrows(
            NetworkException.class, () -> write(Shape.SCALAR, node("block", block, "input")));
    assertEquals("block/dense", fault.layer());
  }

  @Test
  void whatALayerPublishesCanBeRead() {
    var forward =
        write(Shape.of(3), node("a", PUBLISHING, "input"), node("b", Dense.of(2), "a/half"));
    assertEquals(Shape.of(2, 2), forward.values().get("b").shape());
    var fault =
        assertThrows(
            NetworkException.class,
            () ->
                write(
                    Shape.of(3), node("a", PUBLISHING, "input"), node("b", Dense.of(2), "a/hal")));
    assertEquals("reads 'a/hal', but 'a' gives out 'a/half'", fault.reason());
  }

  @Test
  void aCheckNamesEveryLayerThatIsItselfAtFault() {
    var checked =
        check(
            Shape.of(8),
            node("bad", Reshape.of(3, 3), "input"),
            node("behind", Dense.of(2), "bad"),
            node("fine", Reshape.of(2, 4), "input"),
            node("worse", new RepeatVector(2), "fine"));
    assertEquals(
        List.of("bad", "worse"), checked.faults().stream().map(NetworkException::layer).toList());
    assertEquals(Set.of("input", "fine"), checked.forward().values().keySet());
    assertEquals(
        Optional.of("the sizes have to multiply to 8, such as target_shape: [4, 2]"),
        checked.faults().get(0).help());
    assertEquals(Optional.of("put {type: flatten} before it"), checked.faults().get(1).help());
  }

  @Test
  void aFaultInABlockIsToldOnceAndWhatFollowsItIsPassedOver() {
    Block block =
        new Block(
            List.of("x"),
            List.of(node("bad", Reshape.of(3), "x"), node("last", Dense.of(1), "bad")),
            "last");
    var checked = check(Shape.of(8), node("block", block, "input"), node("behind", block, "block"));
    assertEquals(
        List.of("block/bad"), checked.faults().stream().map(NetworkException::layer).toList());
  }

  private static NetworkWriter.Checked check(Shape example, Node... nodes) {
    Network network = network(example, nodes);
    return new NetworkWriter(new GraphBuilder(), DataType.FLOAT64, true).check(network, 2);
  }

  private static Node node(String name, Layer layer, String input) {
    return new Node(name, layer, List.of(input), true);
  }

  private static List<String> names(NetworkWriter.Forward forward) {
    return forward.variables().stream().map(declared -> declared.variable().variable()).toList();
  }

  private static NetworkWriter.Forward write(Shape example, Node... nodes) {
    return new NetworkWriter(new GraphBuilder(), DataType.FLOAT64, true)
        .write(network(example, nodes), 2);
  }

  private static Network network(Shape example, Node... nodes) {
    return new Network(
        List.of(new Network.Input("input", new TensorType(DataType.FLOAT64, example))),
        List.of(nodes),
        List.of(nodes[nodes.length - 1].name()));
  }
}
