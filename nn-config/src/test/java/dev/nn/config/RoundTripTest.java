package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.spec.BackendSpec;
import dev.nn.config.spec.ClassWeight;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.LayerSpec;
import dev.nn.config.spec.ModelSpec;
import dev.nn.config.spec.OutputSpec;
import dev.nn.config.spec.TrainSpec;
import dev.nn.config.spec.TrainSpec.Precision;
import dev.nn.config.spec.WarningsSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rendering and reading are inverse, and no text makes the reader fail in another way. */
class RoundTripTest {
  private static final Path FILE = Path.of("folder", "x.yaml");
  private final ExperimentLoader loader = TestParts.loader();

  @Property(tries = 200)
  void what_is_rendered_reads_as_the_same_spec(@ForAll("specs") ExperimentSpec spec) {
    String text = new Renderer(loader.registries()).render(spec);
    assertEquals(spec, loader.parse(text, FILE, List.of()).spec(), text);
  }

  @Property(tries = 500)
  void any_text_is_read_or_refused_with_problems(@ForAll String text) {
    read(text);
  }

  @Property(tries = 1000)
  void any_yaml_like_text_is_read_or_refused_with_problems(@ForAll("scraps") String text) {
    read(text);
  }

  @Property(tries = 300)
  void any_damage_to_a_good_config_is_read_or_refused_with_problems(
      @ForAll("damaged") String text) {
    read(text);
  }

  private void read(String text) {
    try {
      loader.parse(text, FILE, List.of());
    } catch (ConfigException expected) {
      expected.problems().forEach(problem -> problem.message().length());
    }
  }

  @Provide
  Arbitrary<String> scraps() {
    return Arbitraries.of(
            "a",
            "data",
            "model",
            "layers",
            "type",
            "dense",
            "units",
            "vars",
            ": ",
            ":",
            "\n",
            "\n  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&a ",
            "*a",
            "!!x ",
            "? ",
            "| ",
            "> ",
            "\"",
            "'",
            "${",
            "}",
            "${vars.a}",
            "${1/0}",
            "$${",
            "(",
            "1",
            "-",
            "e9",
            "#",
            "%",
            "<<: ",
            "\t",
            "~",
            "null",
            "\\u0000",
            "\"\\UFFFFFFFF\"",
            "---",
            "...",
            "\u0000",
            "\uD800")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> damaged() {
    String good = "vars: {a: 3}\n" + Configs.GOOD.replace("64", "\"${vars.a * 2 + 1}\"");
    return Combinators.combine(
            Arbitraries.integers().between(0, good.length()),
            Arbitraries.integers().between(0, 8),
            scraps())
        .as(
            (at, cut, scrap) ->
                good.substring(0, at)
                    + scrap.substring(0, Math.min(4, scrap.length()))
                    + good.substring(Math.min(good.length(), at + cut)));
  }

  @Provide
  Arbitrary<ExperimentSpec> specs() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.of(
                "x", "1", "true", "null", "~", "", "${vars.x}", "a: b", "# c", "1e-3", "ü 漢"),
            Arbitraries.strings().ofMaxLength(8).withChars(" !#&*'\"%@`{}[],:?-|>\\\n\tabc0"));
    Arbitrary<Double> numbers = Arbitraries.doubles().between(0, 1e9);
    return Combinators.combine(
            Arbitraries.longs(), texts, numbers, models(), Arbitraries.integers().between(1, 99))
        .as(
            (seed, text, number, model, count) ->
                new ExperimentSpec(
                    1,
                    "run-" + count,
                    seed,
                    new TestParts.Table(
                        Path.of("data", "a b.csv"),
                        count,
                        count,
                        TestParts.Scale.MIN_MAX,
                        Map.of(text.isEmpty() ? "x" : text, TestParts.Scale.STANDARD),
                        count % 2 == 0
                            ? Optional.empty()
                            : Optional.of(new TestParts.Split(0.25, 0.5))),
                    model,
                    new TestParts.Adam(
                        count % 3 == 0
                            ? new TestParts.Constant(number)
                            : new TestParts.Steps(List.of(seed), List.of(number, -number)),
                        Optional.of(number).filter(n -> count % 2 == 0)),
                    new TrainSpec(
                        count,
                        count,
                        count % 2 == 0,
                        count % 2 == 0 ? Precision.FLOAT32 : Precision.FLOAT64),
                    switch (count % 3) {
                      case 0 -> Optional.empty();
                      case 1 -> Optional.of(new ClassWeight(true, Map.of()));
                      default ->
                          Optional.of(new ClassWeight(false, Map.of("a b", number * number)));
                    },
                    List.of(new TestParts.EarlyStopping(text, seed)),
                    new BackendSpec("nd4j", count % 4),
                    count % 2 == 0
                        ? WarningsSpec.ALL
                        : new WarningsSpec(List.of(Code.DATA_REMARK))));
  }

  private static Arbitrary<ModelSpec> models() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 9);
    return Combinators.combine(
            sizes.list().ofMinSize(1).ofMaxSize(4), sizes, Arbitraries.of(true, false))
        .as(RoundTripTest::model);
  }

  /** A chain with a second branch of the same size, and one or two outputs. */
  private static ModelSpec model(List<Integer> units, int weight, boolean two) {
    List<LayerSpec> layers = new ArrayList<>();
    String before = "input";
    for (int i = 0; i < units.size(); i++) {
      layers.add(
          new LayerSpec(
              "layer-" + i,
              new TestParts.Dense(
                  units.get(i),
                  i % 2 == 0 ? new TestParts.Relu() : new TestParts.Softmax(i),
                  i % 2 == 1,
                  i % 2 == 0
                      ? new TestParts.GlorotUniform()
                      : new TestParts.RandomNormal(0.5, weight)),
              List.of(before),
              i % 3 != 0));
      before = "layer-" + i;
    }
    String left = "layer-0";
    layers.add(new LayerSpec("right", new TestParts.Dropout(0.5), List.of(left), true));
    layers.add(
        new LayerSpec(
            "join", new TestParts.Concatenate(List.of(-1)), List.of(before, "right"), true));
    Map<String, dev.nn.api.train.Metric> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", new TestParts.Accuracy(1));
    metrics.put("top", new TestParts.Accuracy(weight));
    OutputSpec join =
        new OutputSpec(
            "join", Optional.of("y").filter(y -> two), new TestParts.ClassLoss(), 1, metrics);
    OutputSpec second =
        new OutputSpec("layer-0", Optional.empty(), new TestParts.ClassLoss(), weight, Map.of());
    return new ModelSpec(
        List.of(InputSpec.named("input")), layers, two ? List.of(second, join) : List.of(join));
  }
}
