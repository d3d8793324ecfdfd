package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.spec.Doc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that a source reads: one's own, or a public one that is fetched once.
 *
 * @param path relative to the config file; goes before {@code download} if the file is there
 * @param download a public file
 */
public record DataFile(
    @Doc("The file, relative to the config file") Optional<Path> path,
    @Doc("A public file, fetched once") Optional<PublicFile> download) {

  /**
   * @throws DataException if there is neither
   */
  public DataFile {
    if (path.isEmpty() && download.isEmpty()) {
      throw DataException.inKey("path", "the key is missing; expected a file, or download");
    }
  }

  /** One's own file. */
  static DataFile of(Path path) {
    return new DataFile(Optional.of(path), Optional.empty());
  }

  /**
   * The file, there and readable.
   *
   * @throws DataException if it is not there or cannot be fetched
   */
  Path locate(DataRequest request) {
    Optional<Path> own = path.map(each -> request.base().resolve(each).normalize());
    if (own.isPresent() && Files.isRegularFile(own.get())) {
      return own.get();
    }
    return download
        .map(
            file ->
                file.locate(
                    Optional.ofNullable(System.getenv(ImageArchive.DATA_ROOT)).map(Path::of),
                    Path.of(System.getProperty("user.home"), ".cache", "nn")))
        .orElseThrow(
            () ->
                DataException.inKey("path", "no such file: " + own.orElseThrow().toAbsolutePath()));
  }
}
