package dev.nn.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.cli.schema.Editor;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.core.model.Model;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.train.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the reference is a part of a config that can be trained. */
class SnippetsTest {
  /** What the examples of data sources read lies below it. */
  @TempDir static Path folder;

  private final ExperimentLoader loader = SampleSource.loader();

  @TestFactory
  Stream<DynamicTest> every_example_is_rendered_read_again_and_trained() {
    return snippets()
        .map(
            snippet ->
                snippet.test(
                    () -> {
                      Experiment experiment = load(snippet, "reference");
                      checkText(snippet, experiment);
                      train(snippet, experiment);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> every_example_of_what_backends_compute_is_trained_by_nd4j_too() {
    return snippets()
        .filter(Snippet::isComputed)
        .map(snippet -> snippet.test(() -> train(snippet, load(snippet, "nd4j"))));
  }

  private static Stream<Snippet> snippets() {
    return Snippet.all(ReferencePagesTest.SNIPPETS).values().stream();
  }

  @Test
  void every_example_satisfies_the_schema() {
    Editor editor = new Editor(loader);
    snippets()
        .forEach(
            snippet ->
                assertEquals(List.of(), editor.faults(snippet.config("reference")), snippet.id()));
  }

  @BeforeAll
  static void writeFiles() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.copy(ReferencePagesTest.ROOT.resolve("configs/data/iris.csv"), data.resolve("iris.csv"));
    Files.writeString(
        data.resolve("book.txt"), "The quick brown fox jumps over the lazy dog. ".repeat(20));
    Files.writeString(
        data.resolve("passengers.csv"),
        IntStream.range(0, 100)
            .mapToObj(month -> month + "," + (100 + month + 10 * (month % 12)))
            .collect(Collectors.joining("\n", "month,passengers\n", "\n")));
    writeImages(data.resolve("flowers"));
    for (String set : List.of("mnist", "fashion-mnist")) {
      Path images = Files.createDirectories(data.resolve(set));
      for (String part : List.of("train", "t10k")) {
        Files.write(images.resolve(part + "-images-idx3-ubyte"), idx(20, 28, 28));
        Files.write(images.resolve(part + "-labels-idx1-ubyte"), idx(20));
      }
    }
  }

  private static void writeImages(Path flowers) throws IOException {
    for (String name : List.of("rose", "tulip")) {
      Path images = Files.createDirectories(flowers.resolve(name));
      for (int i = 0; i < 5; i++) {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(i, i, 0xFF0000);
        ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
      }
    }
  }

  /** An idx file of bytes, 0 to 9 in turn. */
  private static byte[] idx(int... sizes) {
    int count = IntStream.of(sizes).reduce(1, (a, b) -> a * b);
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + count);
    file.put(new byte[] {0, 0, 8, (byte) sizes.length});
    IntStream.of(sizes).forEach(file::putInt);
    IntStream.range(0, count).forEach(i -> file.put((byte) (i % 10)));
    return file.array();
  }

  private static Path file() {
    return folder.resolve("snippet.yaml");
  }

  private Experiment load(Snippet snippet, String backend) {
    return loader.parse(snippet.config(backend), file(), List.of());
  }

  private void checkText(Snippet snippet, Experiment experiment) {
    assertTrue(
        Pattern.compile("(: |\\[)" + snippet.name() + "(?!\\w)").matcher(snippet.text()).find(),
        "the example does not use " + snippet.name());
    String rendered = experiment.render();
    assertEquals(experiment.spec(), loader.parse(rendered, file(), List.of()).spec(), rendered);
  }

  private static void train(Snippet snippet, Experiment experiment) {
    try (Session session = Session.open(experiment)) {
      Model model = session.model();
      snippet.output().ifPresent(output -> checkShape(output, session));
      Map<String, Tensor> before = model.everything().values();
      TrainingResult result = session.train();
      assertEquals(1, result.steps(), "steps");
      double loss = result.history().get(0).get("loss");
      assertTrue(Double.isFinite(loss), "loss " + loss);
      Map<String, Tensor> after = model.everything().values();
      List<String> trained =
          model.layout().variables().stream()
              .filter(each -> each.role() == Variable.Role.PARAMETER)
              .map(Variable::variable)
              .toList();
      List<String> own =
          trained.stream().filter(each -> each.startsWith(snippet.name() + "/")).toList();
      List<String> expected = own.isEmpty() ? trained : own;
      assertTrue(
          expected.isEmpty()
              || expected.stream().anyMatch(each -> !after.get(each).equals(before.get(each))),
          "none of these changed: " + expected);
    }
  }

  private static void checkShape(Snippet.Example output, Session session) {
    Network network = session.model().network();
    NetworkWriter.Forward forward = session.model().inference(new GraphBuilder()).write(network, 1);
    List<Integer> shape = forward.values().get(network.outputs().get(0)).shape().toList();
    assertEquals(output.shape(), shape.subList(1, shape.size()), "shape of an output");
  }
}
