package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataSource;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSourcesTest {
  @Test
  void everySourceIsARecordWithATypeNameAndDocumentedKeys() {
    for (Class<? extends DataSource> source : DataSources.all()) {
      assertTrue(source.isRecord(), source.getName());
      assertNotNull(source.getAnnotation(Type.class), source.getName());
      assertNotNull(source.getAnnotation(Doc.class), source.getName());
      documented(source);
    }
  }

  private static void documented(Class<?> keys) {
    for (var key : keys.getRecordComponents()) {
      if (key.isAnnotationPresent(Inline.class)) {
        documented(key.getType());
      } else {
        assertNotNull(key.getAnnotation(Doc.class), keys.getName() + "." + key.getName());
      }
    }
  }

  @Test
  void typeNamesAreThoseOfTheDocumentation() {
    assertEquals(
        List.of(
            "csv",
            "idx",
            "mnist",
            "fashion_mnist",
            "image_folder",
            "text",
            "time_series",
            "xor",
            "spiral",
            "moons",
            "circles",
            "blobs",
            "linear"),
        DataSources.all().stream().map(s -> s.getAnnotation(Type.class).value()).toList());
  }
}
