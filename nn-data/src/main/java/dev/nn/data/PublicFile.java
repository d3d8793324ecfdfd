package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Doc;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that anyone can have: looked for below the folder that the environment variable {@code
 * NN_DATA_ROOT} names, else below {@code ~/.cache/nn}, into which it is downloaded once.
 *
 * @param name where it lies below those folders, such as {@code tabular/titanic.csv}
 * @param url where it can be downloaded: https or http
 * @param sha256 of its content (the uncompressed content of a gzip file), hexadecimal
 */
public record PublicFile(
    @Doc("Its place below NN_DATA_ROOT or ~/.cache/nn") String name,
    @Doc("Where it can be downloaded") String url,
    @Doc("SHA-256 of its content") String sha256) {

  /**
   * @throws DataException if a key is not what it should be
   */
  public PublicFile {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw DataException.inKey("sha256", "expected 64 hexadecimal digits, found '" + sha256 + "'");
    }
    if (!url.matches("https?://[^\\s]+")) {
      throw DataException.inKey(
          "url", "expected an address such as https://…, found '" + url + "'");
    }
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")) {
      throw DataException.inKey(
          "name", "expected a name such as tabular/titanic.csv, found '" + name + "'");
    }
  }

  Path locate(Optional<Path> dataRoot, Path cache) {
    Optional<Path> there = dataRoot.map(root -> root.resolve(name)).filter(Files::isRegularFile);
    if (there.isPresent()) {
      return there.get();
    }
    Path file = cache.resolve(name);
    if (!Files.isRegularFile(file)) {
      new Download(List.of(URI.create(url)), sha256)
          .to(
              file,
              "Without a network, put it there, or as '%s' below a folder that the environment variable %s names, or name it by data.path"
                  .formatted(name, ImageArchive.DATA_ROOT));
    }
    return file;
  }
}
