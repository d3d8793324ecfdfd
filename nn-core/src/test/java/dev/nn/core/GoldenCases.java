package dev.nn.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * The golden cases: {@code shared/golden} above the working folder, or where the system property
 * {@code nn.golden.dir} says. Tests that need them are skipped where they are not.
 */
public final class GoldenCases {
  private GoldenCases() {}

  /**
   * A test for each case of a kind, such as {@code schedules}, that {@code which} accepts. Without
   * the folder, one test that is skipped and says so.
   */
  public static Stream<DynamicTest> tests(
      String kind, Predicate<JsonObject> which, Consumer<JsonObject> check) {
    if (folder().isEmpty()) {
      return Stream.of(
          DynamicTest.dynamicTest(
              "golden " + kind,
              () -> Assumptions.abort("no golden cases: neither nn.golden.dir nor shared/golden")));
    }
    return of(kind).stream()
        .filter(which)
        .map(
            each ->
                DynamicTest.dynamicTest(each.get("name").getAsString(), () -> check.accept(each)));
  }

  private static List<JsonObject> of(String kind) {
    Optional<Path> folder = folder();
    try (Stream<Path> files = Files.list(folder.get().resolve(kind))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(GoldenCases::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject read(Path file) {
    try {
      JsonObject read = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      read.addProperty("name", file.getFileName().toString().replace(".json", ""));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> folder() {
    String stated = System.getProperty("nn.golden.dir");
    if (stated != null) {
      return Optional.of(Path.of(stated));
    }
    Path at = Path.of("").toAbsolutePath();
    for (; at != null; at = at.getParent()) {
      Path golden = at.resolve("shared/golden");
      if (Files.isDirectory(golden)) {
        return Optional.of(golden);
      }
    }
    return Optional.empty();
  }

  /** A tensor, float64 unless the case says int32. */
  public static Tensor tensor(JsonElement json) {
    JsonObject object = json.getAsJsonObject();
    JsonArray sizes = object.getAsJsonArray("shape");
    int[] shape = IntStream.range(0, sizes.size()).map(i -> sizes.get(i).getAsInt()).toArray();
    boolean integer = object.has("dtype") && object.get("dtype").getAsString().equals("int32");
    return Tensor.of(
        new TensorType(integer ? DataType.INT32 : DataType.FLOAT64, Shape.of(shape)),
        numbers(object.get("data")));
  }

  /** A number, or a list of numbers. */
  public static double[] numbers(JsonElement json) {
    if (!json.isJsonArray()) {
      return new double[] {json.getAsDouble()};
    }
    return json.getAsJsonArray().asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
  }

  /** Where and by how much numbers differ, by the float64 tolerance; empty if they do not. */
  public static Optional<String> difference(double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      return Optional.of(actual.length + " numbers instead of " + expected.length);
    }
    for (int i = 0; i < expected.length; i++) {
      double tolerance = 1e-12 + 1e-9 * Math.abs(expected[i]);
      if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
        return Optional.of("at " + i + ": " + actual[i] + " instead of " + expected[i]);
      }
    }
    return Optional.empty();
  }
}
