package dev.nn.data;

import dev.nn.api.data.DataSource;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import java.util.List;

/** The sources of this module. */
public final class DataSources implements Plugin {
  @Override
  public void register(Registrar registrar) {
    all().forEach(source -> registrar.add(DataSource.class, source));
  }

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
