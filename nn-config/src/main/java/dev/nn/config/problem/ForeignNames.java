package dev.nn.config.problem;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names that other libraries have for the same thing. */
public final class ForeignNames {
  /** Without separators, in small letters; what each is called here. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("outfeatures", "units"),
          Map.entry("hiddensize", "units"),
          Map.entry("outchannels", "filters"),
          Map.entry("kernel", "kernel_size"),
          Map.entry("stride", "strides"),
          Map.entry("dilation", "dilation_rate"),
          Map.entry("p", "rate"),
          Map.entry("alpha", "negative_slope"),
          Map.entry("validationloss", "val_loss"),
          Map.entry("validationaccuracy", "val_accuracy"),
          Map.entry("training", "train"),
          Map.entry("fit", "train"),
          Map.entry("dataset", "data"),
          Map.entry("network", "model"),
          Map.entry("eps", "epsilon"),
          Map.entry("numembeddings", "input_dim"),
          Map.entry("embeddingdim", "output_dim"),
          Map.entry("bias", "use_bias"),
          Map.entry("embeddim", "key_dim"),
          Map.entry("batch", "batch_size"),
          Map.entry("numepochs", "epochs"),
          Map.entry("nepochs", "epochs"),
          Map.entry("maxepochs", "epochs"),
          Map.entry("crossentropy", "sparse_categorical_crossentropy"),
          Map.entry("crossentropyloss", "sparse_categorical_crossentropy"),
          Map.entry("nllloss", "sparse_categorical_crossentropy"),
          Map.entry("bceloss", "binary_crossentropy"),
          Map.entry("bcewithlogitsloss", "binary_crossentropy"),
          Map.entry("l1loss", "mean_absolute_error"),
          Map.entry("mseloss", "mean_squared_error"),
          Map.entry("smoothl1loss", "huber"),
          Map.entry("batchnorm", "batch_normalization"),
          Map.entry("batchnorm1d", "batch_normalization"),
          Map.entry("batchnorm2d", "batch_normalization"),
          Map.entry("batchnorm3d", "batch_normalization"),
          Map.entry("layernorm", "layer_normalization"),
          Map.entry("groupnorm", "group_normalization"),
          Map.entry("maxpool1d", "max_pooling1d"),
          Map.entry("maxpool2d", "max_pooling2d"),
          Map.entry("avgpool1d", "average_pooling1d"),
          Map.entry("avgpool2d", "average_pooling2d"),
          Map.entry("adaptiveavgpool2d", "adaptive_average_pooling2d"),
          Map.entry("adaptivemaxpool2d", "adaptive_max_pooling2d"),
          Map.entry("localresponsenorm", "local_response_normalization"),
          Map.entry("pixelshuffle", "pixel_shuffle"),
          Map.entry("convtranspose2d", "conv2d_transpose"),
          Map.entry("unflatten", "reshape"),
          Map.entry("view", "reshape"),
          Map.entry("rnn", "simple_rnn"),
          Map.entry("cosineannealinglr", "cosine_decay"),
          Map.entry("steplr", "step_decay"),
          Map.entry("exponentiallr", "exponential_decay"),
          Map.entry("onecyclelr", "one_cycle"),
          Map.entry("reducelronplateau", "reduce_lr_on_plateau"));

  /** What other libraries must be told and nn finds out. */
  private static final List<String> INFERRED =
      List.of("infeatures", "inchannels", "inputsize", "inputshape", "inputdim", "numfeatures");

  private ForeignNames() {}

  /** The name that one of another library has here, if it is among these. */
  public static Optional<String> here(String foreign, Collection<String> names) {
    return Optional.ofNullable(NAMES.get(plain(foreign))).filter(names::contains);
  }

  /** Whether it states the size of a layer's input. */
  public static boolean isInferred(String foreign) {
    return INFERRED.contains(plain(foreign));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
  }
}
