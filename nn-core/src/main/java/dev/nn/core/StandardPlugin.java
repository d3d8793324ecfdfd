package dev.nn.core;

import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.core.activations.Celu;
import dev.nn.core.activations.Elu;
import dev.nn.core.activations.Exponential;
import dev.nn.core.activations.Gelu;
import dev.nn.core.activations.Glu;
import dev.nn.core.activations.HardShrink;
import dev.nn.core.activations.HardSigmoid;
import dev.nn.core.activations.HardSilu;
import dev.nn.core.activations.HardTanh;
import dev.nn.core.activations.LeakyRelu;
import dev.nn.core.activations.Linear;
import dev.nn.core.activations.LogSigmoid;
import dev.nn.core.activations.LogSoftmax;
import dev.nn.core.activations.Mish;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Relu6;
import dev.nn.core.activations.Selu;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Silu;
import dev.nn.core.activations.SoftShrink;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Softplus;
import dev.nn.core.activations.Softsign;
import dev.nn.core.activations.SparsePlus;
import dev.nn.core.activations.SparseSigmoid;
import dev.nn.core.activations.Squareplus;
import dev.nn.core.activations.Tanh;
import dev.nn.core.activations.TanhShrink;
import dev.nn.core.activations.Threshold;
import dev.nn.core.callbacks.EarlyStopping;
import dev.nn.core.constraints.MaxNorm;
import dev.nn.core.constraints.MinMaxNorm;
import dev.nn.core.constraints.NonNegative;
import dev.nn.core.constraints.UnitNorm;
import dev.nn.core.initializers.Constant;
import dev.nn.core.initializers.GlorotNormal;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.HeNormal;
import dev.nn.core.initializers.HeUniform;
import dev.nn.core.initializers.Identity;
import dev.nn.core.initializers.LecunNormal;
import dev.nn.core.initializers.LecunUniform;
import dev.nn.core.initializers.Ones;
import dev.nn.core.initializers.Orthogonal;
import dev.nn.core.initializers.RandomNormal;
import dev.nn.core.initializers.RandomUniform;
import dev.nn.core.initializers.TruncatedNormal;
import dev.nn.core.initializers.VarianceScaling;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.ActivationLayer;
import dev.nn.core.layers.ActivityRegularization;
import dev.nn.core.layers.Add;
import dev.nn.core.layers.AdditiveAttention;
import dev.nn.core.layers.AlphaDropout;
import dev.nn.core.layers.Attention;
import dev.nn.core.layers.Average;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Bidirectional;
import dev.nn.core.layers.CategoryEncoding;
import dev.nn.core.layers.Concatenate;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dot;
import dev.nn.core.layers.Dropout;
import dev.nn.core.layers.EluLayer;
import dev.nn.core.layers.Embedding;
import dev.nn.core.layers.Flatten;
import dev.nn.core.layers.GaussianDropout;
import dev.nn.core.layers.GaussianNoise;
import dev.nn.core.layers.GroupNormalization;
import dev.nn.core.layers.GroupedQueryAttention;
import dev.nn.core.layers.Gru;
import dev.nn.core.layers.InstanceNormalization;
import dev.nn.core.layers.LayerNormalization;
import dev.nn.core.layers.LeakyReluLayer;
import dev.nn.core.layers.Lstm;
import dev.nn.core.layers.Masking;
import dev.nn.core.layers.Maximum;
import dev.nn.core.layers.Minimum;
import dev.nn.core.layers.MultiHeadAttention;
import dev.nn.core.layers.Multiply;
import dev.nn.core.layers.Prelu;
import dev.nn.core.layers.ReluLayer;
import dev.nn.core.layers.Rescaling;
import dev.nn.core.layers.Reshape;
import dev.nn.core.layers.RmsNormalization;
import dev.nn.core.layers.SimpleRnn;
import dev.nn.core.layers.SoftmaxLayer;
import dev.nn.core.layers.Subtract;
import dev.nn.core.layers.TimeDistributed;
import dev.nn.core.layers.UnitNormalization;
import dev.nn.core.losses.BinaryCrossentropy;
import dev.nn.core.losses.BinaryFocalCrossentropy;
import dev.nn.core.losses.CategoricalCrossentropy;
import dev.nn.core.losses.CategoricalFocalCrossentropy;
import dev.nn.core.losses.CategoricalHinge;
import dev.nn.core.losses.CosineSimilarity;
import dev.nn.core.losses.Dice;
import dev.nn.core.losses.Hinge;
import dev.nn.core.losses.Huber;
import dev.nn.core.losses.KlDivergence;
import dev.nn.core.losses.LogCosh;
import dev.nn.core.losses.MeanAbsoluteError;
import dev.nn.core.losses.MeanAbsolutePercentageError;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.MeanSquaredLogarithmicError;
import dev.nn.core.losses.Poisson;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.losses.SquaredHinge;
import dev.nn.core.losses.Tversky;
import dev.nn.core.metrics.Accuracy;
import dev.nn.core.metrics.BinaryAccuracy;
import dev.nn.core.metrics.CategoricalAccuracy;
import dev.nn.core.metrics.ConfusionMatrix;
import dev.nn.core.metrics.F1Score;
import dev.nn.core.metrics.FBetaScore;
import dev.nn.core.metrics.Precision;
import dev.nn.core.metrics.R2Score;
import dev.nn.core.metrics.Recall;
import dev.nn.core.metrics.RootMeanSquaredError;
import dev.nn.core.metrics.SparseCategoricalAccuracy;
import dev.nn.core.metrics.SparseTopKCategoricalAccuracy;
import dev.nn.core.metrics.TopKCategoricalAccuracy;
import dev.nn.core.network.Block;
import dev.nn.core.optimizers.Adadelta;
import dev.nn.core.optimizers.Adafactor;
import dev.nn.core.optimizers.Adagrad;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.AdamW;
import dev.nn.core.optimizers.Adamax;
import dev.nn.core.optimizers.Ftrl;
import dev.nn.core.optimizers.Lamb;
import dev.nn.core.optimizers.Lion;
import dev.nn.core.optimizers.Lookahead;
import dev.nn.core.optimizers.Muon;
import dev.nn.core.optimizers.Nadam;
import dev.nn.core.optimizers.RmsProp;
import dev.nn.core.optimizers.ScheduleFreeAdamW;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.regularizers.L1;
import dev.nn.core.regularizers.L1L2;
import dev.nn.core.regularizers.L2;
import dev.nn.core.schedules.CosineDecay;
import dev.nn.core.schedules.CosineDecayRestarts;
import dev.nn.core.schedules.ExponentialDecay;
import dev.nn.core.schedules.InverseTimeDecay;
import dev.nn.core.schedules.PiecewiseConstantDecay;
import dev.nn.core.schedules.PolynomialDecay;

/** Registers everything that comes with {@code nn-core}; the names are those of Keras. */
public final class StandardPlugin implements Plugin {
  @Override
  public void register(Registrar registrar) {
    layers(registrar);
    activations(registrar);
    initializers(registrar);
    regularizers(registrar);
    constraints(registrar);
    losses(registrar);
    optimizers(registrar);
    schedules(registrar);
    metrics(registrar);
    registrar.add(Callback.class, EarlyStopping.class);
  }

  private static void layers(Registrar registrar) {
    registrar.add(Layer.class, ActivationLayer.class);
    registrar.add(Layer.class, ActivityRegularization.class);
    registrar.add(Layer.class, Add.class);
    registrar.add(Layer.class, AdditiveAttention.class);
    registrar.add(Layer.class, AlphaDropout.class);
    registrar.add(Layer.class, Attention.class);
    registrar.add(Layer.class, Average.class);
    registrar.add(Layer.class, BatchNormalization.class);
    registrar.add(Layer.class, CategoryEncoding.class);
    registrar.add(Layer.class, Block.class);
    registrar.add(Layer.class, Bidirectional.class);
    registrar.add(Layer.class, Concatenate.class);
    registrar.add(Layer.class, Dense.class);
    registrar.add(Layer.class, Dot.class);
    registrar.add(Layer.class, Dropout.class);
    registrar.add(Layer.class, EluLayer.class);
    registrar.add(Layer.class, Embedding.class);
    registrar.add(Layer.class, Flatten.class);
    registrar.add(Layer.class, GaussianDropout.class);
    registrar.add(Layer.class, GaussianNoise.class);
    registrar.add(Layer.class, GroupNormalization.class);
    registrar.add(Layer.class, GroupedQueryAttention.class);
    registrar.add(Layer.class, dev.nn.core.layers.Identity.class);
    registrar.add(Layer.class, InstanceNormalization.class);
    registrar.add(Layer.class, LayerNormalization.class);
    registrar.add(Layer.class, LeakyReluLayer.class);
    registrar.add(Layer.class, Gru.class);
    registrar.add(Layer.class, Lstm.class);
    registrar.add(Layer.class, Masking.class);
    registrar.add(Layer.class, Maximum.class);
    registrar.add(Layer.class, Minimum.class);
    registrar.add(Layer.class, MultiHeadAttention.class);
    registrar.add(Layer.class, Multiply.class);
    registrar.add(Layer.class, Prelu.class);
    registrar.add(Layer.class, ReluLayer.class);
    registrar.add(Layer.class, Rescaling.class);
    registrar.add(Layer.class, Reshape.class);
    registrar.add(Layer.class, RmsNormalization.class);
    registrar.add(Layer.class, SoftmaxLayer.class);
    registrar.add(Layer.class, Subtract.class);
    registrar.add(Layer.class, UnitNormalization.class);
    registrar.add(Layer.class, SimpleRnn.class);
    registrar.add(Layer.class, TimeDistributed.class);
  }

  private static void activations(Registrar registrar) {
    registrar.add(Activation.class, Celu.class);
    registrar.add(Activation.class, Elu.class);
    registrar.add(Activation.class, Exponential.class);
    registrar.add(Activation.class, Gelu.class);
    registrar.add(Activation.class, Glu.class);
    registrar.add(Activation.class, HardShrink.class);
    registrar.add(Activation.class, HardSigmoid.class);
    registrar.add(Activation.class, HardSilu.class);
    registrar.add(Activation.class, HardTanh.class);
    registrar.add(Activation.class, LeakyRelu.class);
    registrar.add(Activation.class, Linear.class);
    registrar.add(Activation.class, LogSigmoid.class);
    registrar.add(Activation.class, LogSoftmax.class);
    registrar.add(Activation.class, Mish.class);
    registrar.add(Activation.class, Relu.class);
    registrar.add(Activation.class, Relu6.class);
    registrar.add(Activation.class, Selu.class);
    registrar.add(Activation.class, Sigmoid.class);
    registrar.add(Activation.class, Silu.class);
    registrar.add(Activation.class, SoftShrink.class);
    registrar.add(Activation.class, Softmax.class);
    registrar.add(Activation.class, Softplus.class);
    registrar.add(Activation.class, Softsign.class);
    registrar.add(Activation.class, SparsePlus.class);
    registrar.add(Activation.class, SparseSigmoid.class);
    registrar.add(Activation.class, Squareplus.class);
    registrar.add(Activation.class, Tanh.class);
    registrar.add(Activation.class, TanhShrink.class);
    registrar.add(Activation.class, Threshold.class);
  }

  private static void initializers(Registrar registrar) {
    registrar.add(Initializer.class, Constant.class);
    registrar.add(Initializer.class, GlorotNormal.class);
    registrar.add(Initializer.class, GlorotUniform.class);
    registrar.add(Initializer.class, HeNormal.class);
    registrar.add(Initializer.class, HeUniform.class);
    registrar.add(Initializer.class, Identity.class);
    registrar.add(Initializer.class, LecunNormal.class);
    registrar.add(Initializer.class, LecunUniform.class);
    registrar.add(Initializer.class, Ones.class);
    registrar.add(Initializer.class, Orthogonal.class);
    registrar.add(Initializer.class, RandomNormal.class);
    registrar.add(Initializer.class, RandomUniform.class);
    registrar.add(Initializer.class, TruncatedNormal.class);
    registrar.add(Initializer.class, VarianceScaling.class);
    registrar.add(Initializer.class, Zeros.class);
  }

  private static void regularizers(Registrar registrar) {
    registrar.add(Regularizer.class, L1.class);
    registrar.add(Regularizer.class, L1L2.class);
    registrar.add(Regularizer.class, L2.class);
  }

  private static void constraints(Registrar registrar) {
    registrar.add(Constraint.class, MaxNorm.class);
    registrar.add(Constraint.class, MinMaxNorm.class);
    registrar.add(Constraint.class, NonNegative.class);
    registrar.add(Constraint.class, UnitNorm.class);
  }

  private static void losses(Registrar registrar) {
    registrar.add(Loss.class, BinaryCrossentropy.class);
    registrar.add(Loss.class, BinaryFocalCrossentropy.class);
    registrar.add(Loss.class, CategoricalCrossentropy.class);
    registrar.add(Loss.class, CategoricalFocalCrossentropy.class);
    registrar.add(Loss.class, CategoricalHinge.class);
    registrar.add(Loss.class, CosineSimilarity.class);
    registrar.add(Loss.class, Dice.class);
    registrar.add(Loss.class, Hinge.class);
    registrar.add(Loss.class, Huber.class);
    registrar.add(Loss.class, KlDivergence.class);
    registrar.add(Loss.class, LogCosh.class);
    registrar.add(Loss.class, MeanAbsoluteError.class);
    registrar.add(Loss.class, MeanAbsolutePercentageError.class);
    registrar.add(Loss.class, MeanSquaredError.class);
    registrar.add(Loss.class, MeanSquaredLogarithmicError.class);
    registrar.add(Loss.class, Poisson.class);
    registrar.add(Loss.class, SparseCategoricalCrossentropy.class);
    registrar.add(Loss.class, SquaredHinge.class);
    registrar.add(Loss.class, Tversky.class);
  }

  private static void optimizers(Registrar registrar) {
    registrar.add(Optimizer.class, Adadelta.class);
    registrar.add(Optimizer.class, Adafactor.class);
    registrar.add(Optimizer.class, Adagrad.class);
    registrar.add(Optimizer.class, Adam.class);
    registrar.add(Optimizer.class, AdamW.class);
    registrar.add(Optimizer.class, Adamax.class);
    registrar.add(Optimizer.class, Ftrl.class);
    registrar.add(Optimizer.class, Lamb.class);
    registrar.add(Optimizer.class, Lion.class);
    registrar.add(Optimizer.class, Lookahead.class);
    registrar.add(Optimizer.class, Muon.class);
    registrar.add(Optimizer.class, Nadam.class);
    registrar.add(Optimizer.class, RmsProp.class);
    registrar.add(Optimizer.class, ScheduleFreeAdamW.class);
    registrar.add(Optimizer.class, Sgd.class);
  }

  private static void schedules(Registrar registrar) {
    registrar.add(Schedule.class, dev.nn.core.schedules.Constant.class);
    registrar.add(Schedule.class, CosineDecay.class);
    registrar.add(Schedule.class, CosineDecayRestarts.class);
    registrar.add(Schedule.class, ExponentialDecay.class);
    registrar.add(Schedule.class, InverseTimeDecay.class);
    registrar.add(Schedule.class, PiecewiseConstantDecay.class);
    registrar.add(Schedule.class, PolynomialDecay.class);
  }

  private static void metrics(Registrar registrar) {
    registrar.add(Metric.class, Accuracy.class);
    registrar.add(Metric.class, BinaryAccuracy.class);
    registrar.add(Metric.class, CategoricalAccuracy.class);
    registrar.add(Metric.class, ConfusionMatrix.class);
    registrar.add(Metric.class, dev.nn.core.metrics.CosineSimilarity.class);
    registrar.add(Metric.class, F1Score.class);
    registrar.add(Metric.class, FBetaScore.class);
    registrar.add(Metric.class, dev.nn.core.metrics.MeanAbsoluteError.class);
    registrar.add(Metric.class, dev.nn.core.metrics.MeanAbsolutePercentageError.class);
    registrar.add(Metric.class, dev.nn.core.metrics.MeanSquaredError.class);
    registrar.add(Metric.class, dev.nn.core.metrics.MeanSquaredLogarithmicError.class);
    registrar.add(Metric.class, Precision.class);
    registrar.add(Metric.class, R2Score.class);
    registrar.add(Metric.class, Recall.class);
    registrar.add(Metric.class, RootMeanSquaredError.class);
    registrar.add(Metric.class, SparseCategoricalAccuracy.class);
    registrar.add(Metric.class, SparseTopKCategoricalAccuracy.class);
    registrar.add(Metric.class, TopKCategoricalAccuracy.class);
  }
}
