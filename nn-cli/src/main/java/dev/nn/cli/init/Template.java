package dev.nn.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A config to start from, with data that it can be tried on. */
public enum Template {
  MLP_CSV("iris.csv", "150 flowers of three species"),
  REGRESSION_CSV("diabetes.csv", "442 patients, and how far their disease went on"),
  CNN_IMAGES("shapes", "180 drawn circles, squares and triangles"),
  RNN_TEXT("shakespeare.txt", "100,000 characters of Shakespeare"),
  TRANSFORMER_TEXT("shakespeare.txt", "100,000 characters of Shakespeare"),
  AUTOENCODER("digits.csv", "1,797 handwritten digits of 8×8 pixels"),
  DAG("wine.csv", "178 wines of three growers");

  private final String data;
  private final String what;

  Template(String data, String what) {
    this.data = data;
    this.what = what;
  }

  /** The template that the user means. */
  public static Optional<Template> find(String name) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(name)).findFirst();
  }

  /** Its name, such as {@code mlp-csv}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The config, called like the template. */
  public String text() {
    return new String(resource("templates/" + this + ".yaml"), StandardCharsets.UTF_8);
  }

  /** The config, whose comments speak of the file as the user calls it. */
  public String text(String config) {
    return text().replace(this + ".yaml", config);
  }

  /** What it is, in a line: the first of the config. */
  public String summary() {
    return text().lines().findFirst().orElseThrow().replaceFirst("^# *", "");
  }

  /** Data that it can be tried on, beside the config. */
  public Sample sample() {
    String path = "data/" + data;
    return this == CNN_IMAGES
        ? new Sample(path, what, Shapes.below(path))
        : Sample.of(path, what, resource(path));
  }

  private static byte[] resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
