package dev.nn.config.internal.warning.data;

import dev.nn.api.data.DataSource;
import dev.nn.config.internal.check.Prepared;
import dev.nn.data.CsvFeatures;
import dev.nn.data.CsvSource;
import dev.nn.data.Encoding;
import dev.nn.data.FashionMnistSource;
import dev.nn.data.IdxSource;
import dev.nn.data.ImageFolderSource;
import dev.nn.data.MnistSource;
import dev.nn.data.Scale;
import dev.nn.data.TimeSeriesSource;
import java.util.Optional;
import java.util.Set;

/** What data sources do to the size of inputs, and could do. */
final class Scaling {
  private static final Set<Class<?>> OF_IMAGES =
      Set.of(MnistSource.class, FashionMnistSource.class, IdxSource.class, ImageFolderSource.class);

  private Scaling() {}

  /** What the columns of an input are told, if they come from a delimited file. */
  static Optional<CsvFeatures> features(Prepared prepared, String input) {
    return prepared.setup().spec().data() instanceof CsvSource csv
        ? Optional.of(csv.inputs().getOrDefault(input, csv.features()))
        : Optional.empty();
  }

  /** Whether the config says that numbers are taken as they stand. */
  static boolean isOff(Prepared prepared, String input) {
    return features(prepared, input).filter(each -> each.scale() == Scale.NONE).isPresent();
  }

  /** How to bring an input to the size 1. */
  static String advice(Prepared prepared, String input) {
    DataSource source = prepared.setup().spec().data();
    Optional<CsvFeatures> features = features(prepared, input);
    if (features.isPresent() && features.get().scale() != Scale.NONE) {
      return features.get().encoding() == Encoding.INDEX
          ? "these are numbers of categories: use 'encoding: one_hot', or give them to an embedding"
          : "exclude them, or begin with a normalization layer";
    }
    if (features.isPresent() || source instanceof TimeSeriesSource) {
      return "use 'scale: standard' (the default), which makes it mean 0 and standard deviation 1";
    }
    return OF_IMAGES.contains(source.getClass())
        ? "leave 'scale: false' out, so that values are divided by 255"
        : "begin with a normalization layer";
  }
}
