package dev.nn.data;

import dev.nn.api.data.DataSource;
import java.util.List;

/** The sources of this module, for registration. */
public final class DataSources {
  private DataSources() {}

  /** Every source, each a record annotated with {@link dev.nn.api.spec.Type}. */
  public static List<Class<? extends DataSource>> all() {
    return List.of(
        CsvSource.class,
        IdxSource.class,
        MnistSource.class,
        FashionMnistSource.class,
        ImageFolderSource.class,
        TextSource.class,
        TimeSeriesSource.class,
        XorSource.class,
        SpiralSource.class,
        MoonsSource.class,
        CirclesSource.class,
        BlobsSource.class,
        LinearSource.class);
  }
}
