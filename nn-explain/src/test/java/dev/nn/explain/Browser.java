package dev.nn.explain;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium without a window, driven through its DevTools protocol: real clicks and keys, as its
 * input handling sees them.
 */
final class Browser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  /** Virtual key codes, which pages see as {@code event.key} by the name given beside them. */
  private static final Map<String, Integer> KEYS =
      Map.of(
          "ArrowLeft",
          37,
          "ArrowUp",
          38,
          "ArrowRight",
          39,
          "ArrowDown",
          40,
          "Home",
          36,
          "End",
          35,
          "Enter",
          13,
          "Escape",
          27,
          "Tab",
          9);

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<String> errors = new ArrayList<>();
  private int last;

  private Browser(Path binary) throws IOException, InterruptedException {
    profile = Files.createTempDirectory("nn-browser");
    process =
        new ProcessBuilder(
                binary.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    URI browser = address(process.errorReader());
    HttpClient client = HttpClient.newHttpClient();
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(page(client, browser.getPort()), new Listener())
            .join();
    send("Page.enable", Map.of());
    send("Runtime.enable", Map.of());
  }

  /** The browser on this machine, if there is one. */
  static Optional<Path> binary() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start() throws IOException, InterruptedException {
    return new Browser(binary().orElseThrow());
  }

  private static URI address(BufferedReader log) throws IOException {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        // What it says later is of no interest, but has to be read.
        Thread rest = new Thread(() -> log.lines().forEach(ignored -> {}));
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring("DevTools listening on ".length()).strip());
      }
    }
    throw new IOException("the browser did not start");
  }

  private static URI page(HttpClient client, int port) throws IOException, InterruptedException {
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    String pages = client.send(list, HttpResponse.BodyHandlers.ofString()).body();
    for (JsonElement page : JsonParser.parseString(pages).getAsJsonArray()) {
      if (page.getAsJsonObject().get("type").getAsString().equals("page")) {
        return URI.create(page.getAsJsonObject().get("webSocketDebuggerUrl").getAsString());
      }
    }
    throw new IOException("the browser has no page");
  }

  /** Puts the frames of a message together. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      text.append(data);
      if (isLast) {
        messages.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Calls a method of the protocol and waits for its result. */
  JsonObject send(String method, Map<String, ?> parameters) {
    int id = ++last;
    Map<String, ?> call = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(new Gson().toJson(call), true).join();
    while (true) {
      JsonObject message = next();
      if (message.has("id") && message.get("id").getAsInt() == id) {
        if (message.has("error")) {
          throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.getAsJsonObject("result");
      }
      event(message);
    }
  }

  private JsonObject next() {
    try {
      String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new IllegalStateException("the browser does not answer");
      }
      return JsonParser.parseString(message).getAsJsonObject();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void event(JsonObject message) {
    if (message.get("method").getAsString().equals("Runtime.exceptionThrown")) {
      errors.add(message.toString());
    }
  }

  /** Errors that pages have not caught. */
  List<String> errors() {
    return errors;
  }

  /** Opens a file and waits until its scripts have run. */
  void open(Path file) {
    send("Page.navigate", Map.of("url", file.toUri().toString()));
    while (true) {
      JsonObject message = next();
      if (message.has("method")) {
        event(message);
        if (message.get("method").getAsString().equals("Page.loadEventFired")) {
          return;
        }
      }
    }
  }

  void size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** For media queries, such as {@code prefers-color-scheme}. */
  void prefer(String feature, String value) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /** The value of an expression; of a promise, what it comes to. */
  JsonElement evaluate(String expression) {
    JsonObject result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    }
    JsonElement value = result.getAsJsonObject("result").get("value");
    return value == null ? com.google.gson.JsonNull.INSTANCE : value;
  }

  /** Waits until an expression is true. */
  void until(String expression) {
    String promise =
        "new Promise(done => { const look = () => %s ? done(true) : setTimeout(look, 10); look(); })";
    send(
        "Runtime.evaluate",
        Map.of("expression", promise.formatted(expression), "awaitPromise", true));
  }

  String text(String selector) {
    return evaluate("document.querySelector('" + selector + "').textContent").getAsString();
  }

  /** Milliseconds from asking for the page to its first text or picture. */
  double firstPaint() {
    send("Page.captureScreenshot", Map.of()); // Without a window, nothing is painted unasked.
    until("performance.getEntriesByName('first-contentful-paint').length");
    return evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        .getAsDouble();
  }

  /** Presses and releases a key: one character, or a name such as {@code ArrowRight}. */
  void key(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      boolean named = KEYS.containsKey(key);
      send(
          "Input.dispatchKeyEvent",
          named
              ? Map.of(
                  "type", type, "key", key, "code", key, "windowsVirtualKeyCode", KEYS.get(key))
              : Map.of("type", type, "key", key, "text", key));
    }
  }

  /** Moves the mouse to the middle of an element. */
  double[] move(String selector) {
    String box =
        "(() => { const e = document.querySelector('%s'); e.scrollIntoView({block: 'nearest'});"
            + " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()";
    JsonElement at = evaluate(box.formatted(selector));
    double x = at.getAsJsonArray().get(0).getAsDouble();
    double y = at.getAsJsonArray().get(1).getAsDouble();
    mouse("mouseMoved", x, y, "none");
    return new double[] {x, y};
  }

  void click(String selector) {
    double[] at = move(selector);
    mouse("mousePressed", at[0], at[1], "left");
    mouse("mouseReleased", at[0], at[1], "left");
  }

  private void mouse(String type, double x, double y, String button) {
    send(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", button, "clickCount", 1));
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
