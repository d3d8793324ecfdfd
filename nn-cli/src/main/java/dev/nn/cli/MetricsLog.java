package dev.nn.cli;

import com.google.gson.JsonObject;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends a JSON object per epoch to {@code metrics.jsonl}, at once, so that it can be followed.
 */
final class MetricsLog implements Callback, AutoCloseable {
  private final Writer writer;
  private final double earlier;
  private long start;

  /**
   * @param earlier seconds that a run took before it was interrupted
   */
  MetricsLog(Path file, double earlier) throws IOException {
    this.earlier = earlier;
    this.writer =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void onTrainBegin(Training training) {
    start = System.nanoTime();
  }

  @Override
  public void onEpochEnd(Training training) {
    JsonObject line = new JsonObject();
    line.addProperty("epoch", training.epoch());
    line.addProperty("step", training.step());
    line.addProperty("seconds", earlier + (System.nanoTime() - start) / 1e9);
    Json.numbers(training.logs()).entrySet().forEach(e -> line.add(e.getKey(), e.getValue()));
    try {
      writer.write(Json.line(line) + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
