package dev.nn.cli.reference;

import static dev.nn.config.registry.RegistryBinder.registryBinder;

import com.google.inject.Guice;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.config.ConfigModule;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.registry.Kind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Random examples of given shapes, with targets as the loss wants them.
 *
 * @param inputs by name
 * @param output shape of what the model gives for one example
 * @param validation whether there are as many for validation
 */
@Type("sample")
record SampleSource(Map<String, Input> inputs, List<Integer> output, boolean validation)
    implements DataSource {
  private static final int EXAMPLES = 4;

  /**
   * One input.
   *
   * @param shape of one example
   * @param below if positive: whole numbers from 0 to one less
   */
  record Input(List<Integer> shape, @Default("0") int below) {}

  /** Loads configs that may name this source. */
  static ExperimentLoader loader() {
    return Guice.createInjector(
            new ConfigModule(),
            binder -> registryBinder(binder, Kind.DATA).bind(SampleSource.class))
        .getInstance(ExperimentLoader.class);
  }

  @Override
  public PreparedData load(DataRequest request) {
    return new PreparedData(
        examples(request, new Random(1)),
        validation ? Optional.of(examples(request, new Random(2))) : Optional.empty(),
        Optional.empty(),
        List.of(),
        new None(),
        List.of());
  }

  private Dataset examples(DataRequest request, Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    inputs.forEach(
        (name, input) ->
            tensors.put(
                name,
                input.below() > 0
                    ? whole(batch(input.shape()), input.below(), random)
                    : numbers(batch(input.shape()), random)));
    return new Dataset(
        tensors, Map.of("output", target(request.targetKind(), random)), Optional.empty());
  }

  private Tensor target(TargetKind kind, Random random) {
    Shape shape = batch(output);
    return switch (kind) {
      case VALUE -> numbers(shape, random);
      case BINARY -> Tensor.of(new TensorType(DataType.FLOAT32, shape), bits(shape, random));
      case CLASS_INDEX -> whole(shape.subshape(0, shape.rank() - 1), shape.size(-1), random);
      case ONE_HOT -> {
        int classes = shape.size(-1);
        double[] rows = new double[shape.elements()];
        for (int row = 0; row < rows.length / classes; row++) {
          rows[row * classes + (row + random.nextInt(classes)) % classes] = 1;
        }
        yield Tensor.of(new TensorType(DataType.FLOAT32, shape), rows);
      }
    };
  }

  private static Shape batch(List<Integer> shape) {
    return Shape.of(EXAMPLES).concat(Shape.of(shape));
  }

  /** In (0, 1): fit for probabilities and logarithms too. */
  private static Tensor numbers(Shape shape, Random random) {
    return Tensor.of(
        new TensorType(DataType.FLOAT32, shape),
        random.doubles(shape.elements(), 0.05, 0.95).toArray());
  }

  private static double[] bits(Shape shape, Random random) {
    return random.ints(shape.elements(), 0, 2).asDoubleStream().toArray();
  }

  private static Tensor whole(Shape shape, int below, Random random) {
    return Tensor.of(shape, random.ints(shape.elements(), 0, below).toArray());
  }

  /** These examples come from no file. */
  private record None() implements Preprocessing {
    @Override
    public Map<String, Object> describe() {
      return Map.of("type", "sample");
    }

    @Override
    public RawExamples read(Path file) {
      throw new UnsupportedOperationException("samples come from memory, not from a file");
    }

    @Override
    public Dataset readLabelled(Path file) {
      throw new UnsupportedOperationException("samples come from memory, not from a file");
    }
  }
}
