package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
  private static final Map<String, byte[]> FILES =
      new TreeMap<>(
          Map.of(
              ImageArchive.TRAIN_IMAGES, Idx.images(4),
              ImageArchive.TRAIN_LABELS, Idx.labels(0, 1, 0, 1),
              ImageArchive.TEST_IMAGES, Idx.images(2),
              ImageArchive.TEST_LABELS, Idx.labels(1, 0)));

  @TempDir Path dir;
  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    FILES.forEach((name, content) -> served.put("/" + name + ".gz", Idx.gzip(content)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = served.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void missingFilesAreDownloadedOnceAndLeaveNoTemporaryFiles() throws Exception {
    Path found = archive().locate(Optional.empty(), Optional.empty(), dir);
    assertEquals(dir.resolve("tiny"), found);
    assertEquals(FILES.keySet().stream().map(name -> name + ".gz").toList(), names(found));
    server.stop(0);
    assertEquals(found, archive().locate(Optional.empty(), Optional.empty(), dir));
  }

  @Test
  void theNextHomeIsTriedWhenOneFails() throws Exception {
    URI broken = home().resolve("/broken/");
    ImageArchive archive = archive(List.of(broken, home()));
    assertEquals(4, names(archive.locate(Optional.empty(), Optional.empty(), dir)).size());
  }

  @Test
  void aFileWithOtherContentIsRefusedAndNotKept() throws Exception {
    served.put("/" + ImageArchive.TRAIN_LABELS + ".gz", Idx.gzip(Idx.labels(9)));
    DataException e = downloadFails();
    assertTrue(e.getMessage().contains("expected content with SHA-256"), e.getMessage());
    assertEquals(List.of(ImageArchive.TRAIN_IMAGES + ".gz"), names(dir.resolve("tiny")));
  }

  @Test
  void aTruncatedDownloadIsRefused() {
    served.put("/" + ImageArchive.TRAIN_IMAGES + ".gz", new byte[] {0x1f, (byte) 0x8b, 8});
    assertTrue(downloadFails().getMessage().contains("cannot be downloaded"));
  }

  @Test
  void withoutANetworkTheMessageSaysWhatToDo() {
    server.stop(0);
    String message = downloadFails().getMessage();
    assertTrue(message.contains(home().toString()), message);
    assertTrue(message.contains("data.root") && message.contains("NN_DATA_ROOT"), message);
  }

  @Test
  void filesAreFoundInTheRootOrInTheFolderOfTheSet() {
    Path set = write(dir.resolve("tiny"));
    assertEquals(set, archive().locate(Optional.of(set), Optional.empty(), dir.resolve("no")));
    assertEquals(set, archive().locate(Optional.of(dir), Optional.empty(), dir.resolve("no")));
    assertEquals(set, archive().locate(Optional.empty(), Optional.of(dir), dir.resolve("no")));
  }

  @Test
  void aStatedRootWithoutTheFilesIsAnErrorAndNotADownload() {
    DataException e =
        assertThrows(
            DataException.class,
            () -> archive().locate(Optional.of(dir), Optional.empty(), dir.resolve("cache")));
    assertEquals(Optional.of("root"), e.key());
    assertTrue(Files.notExists(dir.resolve("cache")));
  }

  @Test
  void theTestFilesAreTheTestPartAndSplitDividesTheRest() {
    write(dir);
    PreparedData data =
        archive()
            .load(
                Optional.of(Path.of(".")),
                ImageTarget.LABEL,
                true,
                Optional.empty(),
                Optional.of(new Split(Optional.empty(), 0.5, 0, true)),
                new DataRequest(dir, 3, TargetKind.CLASS_INDEX));
    assertEquals(2, data.train().size());
    assertEquals(2, data.validation().orElseThrow().size());
    assertEquals(2, data.test().orElseThrow().size());
    assertEquals(List.of("zero", "one"), data.classNames());
  }

  private DataException downloadFails() {
    return assertThrows(
        DataException.class, () -> archive().locate(Optional.empty(), Optional.empty(), dir));
  }

  private static Path write(Path into) {
    try {
      Files.createDirectories(into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FILES.forEach((name, content) -> Idx.write(into.resolve(name), content));
    return into;
  }

  private ImageArchive archive() {
    return archive(List.of(home()));
  }

  private static ImageArchive archive(List<URI> homes) {
    Map<String, String> digests = new TreeMap<>();
    FILES.forEach((name, content) -> digests.put(name, sha256(content)));
    return new ImageArchive("tiny", homes, digests, List.of("zero", "one"));
  }

  private URI home() {
    return URI.create(
        "http://"
            + InetAddress.getLoopbackAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
