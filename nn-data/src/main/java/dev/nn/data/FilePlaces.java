package dev.nn.data;

import dev.nn.api.data.ExamplePlaces;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file for each example.
 *
 * @param files in the order of the examples
 */
record FilePlaces(List<Path> files) implements ExamplePlaces {
  FilePlaces {
    files = List.copyOf(files);
  }

  /** The file and the folder that it is in, which names its class. */
  @Override
  public String of(int example) {
    Path file = files.get(example);
    int names = file.getNameCount();
    return file.subpath(Math.max(0, names - 2), names).toString().replace('\\', '/');
  }

  @Override
  public ExamplePlaces select(int... examples) {
    return new FilePlaces(Arrays.stream(examples).mapToObj(files::get).toList());
  }
}
