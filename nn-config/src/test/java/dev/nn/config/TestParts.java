package dev.nn.config;

import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.UpdateScope;
import dev.nn.config.registry.RegistryModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A small catalogue of parts, so that these tests depend on no other module's. */
final class TestParts implements Plugin {
  /** A loader that knows these parts only. */
  static ExperimentLoader loader(Module... overrides) {
    return Guice.createInjector(
            Modules.override(new RegistryModule(List.of(new TestParts()))).with(overrides))
        .getInstance(ExperimentLoader.class);
  }

  @Override
  public void register(Registrar registrar) {
    registrar.add(Layer.class, dev.nn.core.network.Block.class);
    registrar.add(Layer.class, Dense.class);
    registrar.add(Layer.class, Dropout.class);
    registrar.add(Layer.class, Concatenate.class);
    registrar.add(Activation.class, Relu.class);
    registrar.add(Activation.class, Linear.class);
    registrar.add(Activation.class, Softmax.class);
    registrar.add(Initializer.class, GlorotUniform.class);
    registrar.add(Initializer.class, RandomNormal.class);
    registrar.add(Optimizer.class, Sgd.class);
    registrar.add(Optimizer.class, Adam.class);
    registrar.add(Schedule.class, Constant.class);
    registrar.add(Schedule.class, Steps.class);
    registrar.add(Loss.class, ClassLoss.class);
    registrar.add(Loss.class, SquaredLoss.class);
    registrar.add(Metric.class, Accuracy.class);
    registrar.add(Callback.class, EarlyStopping.class);
    registrar.add(DataSource.class, Table.class);
  }

  @Doc("a = f(x·W + b)")
  @Type(value = "dense", aliases = "fully_connected")
  record Dense(
      @Range(min = 1) int units,
      @Default("linear") Activation activation,
      @Default("true") boolean useBias,
      @Default("glorot_uniform") Initializer kernelInitializer)
      implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      if (x.shape().rank() != 2) {
        throw new ShapeException("expects [batch, features]");
      }
      ParameterSpec kernel =
          ParameterSpec.of(Shape.of(x.shape().size(-1), units), kernelInitializer);
      return activation.apply(x.matmul(scope.parameter("kernel", kernel)));
    }
  }

  @Type("dropout")
  record Dropout(@Range(min = 0, max = 1, maxExclusive = true) double rate) implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.scale(1 - rate);
    }
  }

  @Type("concatenate")
  record Concatenate(@Default("[-1]") List<Integer> axes) implements MergeLayer {
    @Override
    public Value apply(LayerScope scope, List<Value> inputs) {
      return inputs.get(0).add(inputs.get(1));
    }
  }

  @Type("relu")
  record Relu() implements Activation {
    @Override
    public Value apply(Value z) {
      return z;
    }
  }

  @Type("linear")
  record Linear() implements Activation {
    @Override
    public Value apply(Value z) {
      return z;
    }
  }

  @Type("softmax")
  record Softmax(@Default("-1") int axis) implements Activation {
    @Override
    public Value apply(Value z) {
      return z;
    }
  }

  @Type("glorot_uniform")
  record GlorotUniform() implements Initializer {
    @Override
    public double[] sample(ParameterSpec parameter, RandomGenerator random) {
      return new double[parameter.shape().elements()];
    }
  }

  @Type("random_normal")
  record RandomNormal(
      @Default("0") double mean, @Alias("std") @Default("0.05") @Range(min = 0) double stddev)
      implements Initializer {
    @Override
    public double[] sample(ParameterSpec parameter, RandomGenerator random) {
      return new double[parameter.shape().elements()];
    }
  }

  @Type("sgd")
  record Sgd(
      @Default("0.01") @Alias("lr") Schedule learningRate,
      @Default("0") @Range(min = 0, max = 1) double momentum,
      @Inline UpdateRules updateRules)
      implements Optimizer {
    @Override
    public Value update(UpdateScope scope, Value parameter, Value gradient) {
      return parameter;
    }
  }

  @Type("adam")
  record Adam(@Default("0.001") @Alias("lr") Schedule learningRate, Optional<Double> decay)
      implements Optimizer {
    @Override
    public Value update(UpdateScope scope, Value parameter, Value gradient) {
      return parameter;
    }
  }

  @Type("constant")
  record Constant(@Range(min = 0) double learningRate) implements Schedule {
    @Override
    public double at(long step) {
      return learningRate;
    }
  }

  @Type("steps")
  record Steps(List<Long> boundaries, List<Double> values) implements Schedule {
    Steps {
      if (values.size() != boundaries.size() + 1) {
        throw new IllegalArgumentException("values must be one more than boundaries");
      }
    }

    @Override
    public double at(long step) {
      return values.get(0);
    }
  }

  @Type(value = "class_loss", aliases = "cl")
  record ClassLoss() implements Loss {
    @Override
    public Value apply(Value prediction, Value target) {
      return prediction;
    }

    @Override
    public TargetKind targetKind() {
      return TargetKind.CLASS_INDEX;
    }
  }

  @Type(value = "mean_squared_error", aliases = "mse")
  record SquaredLoss() implements Loss {
    @Override
    public Value apply(Value prediction, Value target) {
      return prediction;
    }

    @Override
    public TargetKind targetKind() {
      return TargetKind.VALUE;
    }
  }

  @Type("accuracy")
  record Accuracy(@Default("1") @Range(min = 1) int k) implements Metric {
    @Override
    public Accumulator start() {
      return new Accumulator() {
        @Override
        public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {}

        @Override
        public Tensor result() {
          return Tensor.scalar(DataType.FLOAT32, 0);
        }
      };
    }
  }

  @Type("early_stopping")
  record EarlyStopping(@Default("val_loss") String monitor, @Default("0") long patience)
      implements Callback {}

  /** How a column is scaled. */
  enum Scale {
    STANDARD,
    MIN_MAX
  }

  /** Two parts. */
  record Split(@Default("1") @Range(min = 0, max = 1) double train, @Default("0") double test) {
    Split {
      if (train + test > 1) {
        throw DataException.inKey("split.test", "the parts add up to more than 1");
      }
    }
  }

  @Type("table")
  record Table(
      Path path,
      @Default("4") int columns,
      @Default("10") int classes,
      @Default("standard") Scale scale,
      @Default("{}") Map<String, Scale> scales,
      Optional<Split> split)
      implements DataSource {
    @Override
    public PreparedData load(DataRequest request) {
      int rows = Math.max(1, classes);
      Tensor x = Tensor.of(Shape.of(rows, columns), new float[rows * columns]);
      Tensor y =
          request.targetKind() == TargetKind.VALUE
              ? Tensor.of(Shape.of(rows, 1), new float[rows])
              : Tensor.of(Shape.of(rows), IntStream.range(0, rows).toArray());
      return new PreparedData(
          Dataset.of(x, y),
          Optional.empty(),
          Optional.empty(),
          IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
          null,
          List.of());
    }
  }
}
