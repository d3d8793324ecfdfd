package dev.nn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a data source reads: whatever its record says of paths, folders with their
 * content.
 */
final class DataFiles {
  private final Path base;
  private final List<Path> found = new ArrayList<>();

  private DataFiles(Path base) {
    this.base = base;
  }

  /** Existing files, absolute, in the order of the record's keys. */
  static List<Path> of(Object source, Path base) {
    DataFiles files = new DataFiles(base);
    files.look(source);
    return files.found;
  }

  private void look(Object value) {
    if (value instanceof Path path) {
      add(base.resolve(path).toAbsolutePath().normalize());
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::look);
    } else if (value instanceof Collection<?> items) {
      items.forEach(this::look);
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        look(read(component, record));
      }
    }
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Path path) {
    if (!Files.isDirectory(path)) {
      if (Files.exists(path)) {
        found.add(path);
      }
      return;
    }
    try (Stream<Path> content = Files.walk(path)) {
      content.filter(Files::isRegularFile).sorted().forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
