package dev.nn.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Configs of the corpus after a few edits of their trees; their data are read, too. */
class ConfigEditsFuzzTest {
  private static final List<Path> CORPUS = Corpus.all();

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

  /** Each config as it is. */
  static Stream<Arguments> seeds() {
    return Corpus.seeds().stream().map(each -> Arguments.of(CORPUS.indexOf(each), List.of()));
  }

  @MethodSource("seeds")
  @FuzzTest
  void getTheReportedKindOfErrorOrNone(
      int seed, @NotNull @WithSize(max = 6) List<@NotNull TreeEdit> edits) {
    String text =
        new String(
            Corpus.bytes(CORPUS.get(Math.floorMod(seed, CORPUS.size()))), StandardCharsets.UTF_8);
    String edited = TreeEdit.apply(text, edits);
    // Public data sets are not fetched here.
    boolean withData = !edited.contains("mnist") && !edited.contains("download");
    Path file = place.write("x.yaml", edited.getBytes(StandardCharsets.UTF_8));
    loading.of(file, List.of(), withData);
  }
}
