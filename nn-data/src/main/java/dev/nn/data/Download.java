package dev.nn.data;

import dev.nn.api.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * A file from the network: written under a temporary name, checked, synced, then renamed, so that
 * the target is there either whole or not at all.
 *
 * @param addresses where to try, in order
 * @param sha256 digest of the <em>uncompressed</em> content in hexadecimal: mirrors compress anew,
 *     the content stays
 */
record Download(List<URI> addresses, String sha256) {
  private static final System.Logger LOG = System.getLogger(Download.class.getName());
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final long TRANSFER_TIMEOUT_MINUTES = 10;

  /**
   * @param advice what to do when the network does not help
   * @throws DataException if no address gives the right file
   */
  void to(Path target, String advice) {
    List<String> failures = new ArrayList<>();
    for (URI address : addresses) {
      try {
        fetch(address, target);
        return;
      } catch (IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        failures.add(address + ": " + reason);
      }
    }
    throw DataException.at(
        target, 0, "cannot be downloaded (%s). %s".formatted(String.join("; ", failures), advice));
  }

  private void fetch(URI address, Path target) throws IOException {
    LOG.log(System.Logger.Level.INFO, "downloading {0}", address);
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path temporary =
        Files.createTempFile(
            target.toAbsolutePath().getParent(), target.getFileName() + ".", ".part");
    try {
      transfer(address, temporary);
      String found = contentSha256(temporary);
      if (!found.equals(sha256)) {
        throw new IOException("expected content with SHA-256 " + sha256 + ", found " + found);
      }
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void transfer(URI address, Path into) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(CONNECT_TIMEOUT).build();
    try {
      // The request's own time-out ends with the headers; this one covers a body that stalls.
      HttpResponse<Path> response =
          client
              .sendAsync(request, HttpResponse.BodyHandlers.ofFile(into))
              .get(TRANSFER_TIMEOUT_MINUTES, TimeUnit.MINUTES);
      if (response.statusCode() != 200) {
        throw new IOException("HTTP status " + response.statusCode());
      }
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("not done after " + TRANSFER_TIMEOUT_MINUTES + " minutes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Digest of a file, or of what it holds if it is a gzip file. */
  static String contentSha256(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in = IdxFile.isGzip(raw) ? new GZIPInputStream(raw, 1 << 16) : raw) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
