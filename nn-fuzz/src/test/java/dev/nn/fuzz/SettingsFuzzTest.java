package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any texts after {@code --set}, one a line. */
class SettingsFuzzTest {
  private static Workplace place;
  private static Loading loading;
  private static Path config;

  @BeforeAll
  static void open() {
    place = new Workplace();
    loading = new Loading();
    config = place.write("x.yaml", Corpus.bytes(Path.of("../configs/iris.yaml")));
  }

  @AfterAll
  static void close() {
    place.close();
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "train.epochs=3\ntrain.batch_size=1e3",
            "model.layers.0.units=9223372036854775808",
            "model.layers.hidden=[{type: dense}]",
            "vars.x=${vars.x}\nname='${env.HOME:-x}'",
            "data.split={train: .nan, test: 1e308}",
            "optimizer={type: sgd, learning_rate: {type: cosine_decay, decay_steps: -1}}",
            "model.layers=[{type: lambda, expression: 'x[:, 0] ^ -x'}]",
            "callbacks=[early_stopping]\nmetrics=[]\n=\na\n.=1\nseed=*a")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @DictionaryFile(resourcePath = "yaml.dict")
  @FuzzTest
  void getTheReportedKindOfErrorOrNone(byte[] settings) {
    List<String> lines = new String(settings, StandardCharsets.UTF_8).lines().toList();
    loading.of(config, lines, false);
  }
}
