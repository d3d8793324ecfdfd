package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as data; the first byte says of which kind. */
class DataFileFuzzTest {
  private static final String CLASSES =
      """
      model: {layers: [{type: dense, units: 2, activation: softmax}]}
      loss: sparse_categorical_crossentropy
      optimizer: sgd
      """;

  private static final String NUMBERS =
      """
      model: {layers: [{type: flatten}, {type: dense, units: 1}]}
      loss: mse
      optimizer: sgd
      """;

  private static final String WORDS =
      """
      model: {layers: [{type: embedding, input_dim: 99, output_dim: 2}, {type: dense, units: 99}]}
      loss: {type: sparse_categorical_crossentropy, from_logits: true}
      optimizer: sgd
      """;

  /** By kind. */
  private static final List<String> CONFIGS =
      List.of(
          "data: {type: csv, path: x.dat, target: {column: y}, features: {scale: standard},"
              + " split: {train: 0.5, test: 0.5, stratify: true}}\n"
              + CLASSES,
          "data: {type: csv, path: x.dat, target: {column: y, scale: standard}, delimiter: ';',"
              + " features: {missing: mean, missing_indicator: true}}\n"
              + NUMBERS,
          "data: {type: csv, path: x.dat, header: false, columns: [a, y], quote: none,"
              + " na_values: ['?'], target: {column: y}, features: {types: {a: text}}}\n"
              + CLASSES,
          "data: {type: text, path: x.dat, level: word, sequence_length: 3, lowercase: true}\n"
              + WORDS,
          "data: {type: text, path: x.dat, sequence_length: 2, stride: 1}\n" + WORDS,
          "data: {type: time_series, path: x.dat, target: y, window: 2, difference: [1]}\n"
              + NUMBERS,
          "data: {type: idx, images: x.dat, labels: x.dat}\n" + NUMBERS,
          "data: {type: idx, images: images.idx, labels: x.dat}\n"
              + NUMBERS.replace("mse", "sparse_categorical_crossentropy"));

  private static Workplace place;
  private static Loading loading;

  @BeforeAll
  static void open() {
    place = new Workplace();
    loading = new Loading();
    place.write("images.idx", new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5});
    for (int kind = 0; kind < CONFIGS.size(); kind++) {
      place.write("x" + kind + ".yaml", CONFIGS.get(kind).getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void close() {
    place.close();
  }

  static Stream<byte[]> seeds() {
    Map<Integer, String> texts =
        Map.of(
            0, "a,b,y\n1,x,no\n2,\"x \"\"y\"\"\",yes\n3,,no\n4,z,yes\n",
            1, "a;y\n1;2\n;3e8\n4;-0.5\r\n1e308;1e-308\n",
            2, "1,a\n?,b\n\"x,c\n",
            3, "To be or not to be, that is the question",
            4, "abcabcabc\nabc",
            5, "t,y\n1,2\n2,3\n3,5\n4,8\n5,13\n6,21\n",
            6, "\0\0\b\3\0\0\0\1\0\0\0\1\0\0\0\1x",
            7, "\0\0\b\1\0\0\0\1\1");
    return texts.entrySet().stream()
        .map(each -> (char) (int) each.getKey() + each.getValue())
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void getTheReportedKindOfErrorOrNone(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] content = new byte[input.length - 1];
    System.arraycopy(input, 1, content, 0, content.length);
    place.write("x.dat", content);
    int kind = Math.floorMod(input[0], CONFIGS.size());
    Path config = place.folder().resolve("x" + kind + ".yaml");
    loading.of(config, List.of(), true);
  }
}
