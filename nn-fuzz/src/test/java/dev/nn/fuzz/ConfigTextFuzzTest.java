package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a config. */
class ConfigTextFuzzTest {
  private static Workplace place;
  private static Loading loading;

  @BeforeAll
  static void open() {
    place = new Workplace();
    loading = new Loading();
  }

  @AfterAll
  static void close() {
    place.close();
  }

  static Stream<byte[]> corpus() {
    return Corpus.seeds().stream().map(Corpus::bytes);
  }

  @MethodSource("corpus")
  @DictionaryFile(resourcePath = "yaml.dict")
  @FuzzTest
  void getTheReportedKindOfErrorOrNone(byte[] config) {
    loading.of(place.write("x.yaml", config), List.of(), false);
  }
}
