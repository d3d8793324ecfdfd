package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.config.problem.Note;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;

/** Problems for editors and other programs. Lines and columns count from 1, in code points. */
final class ProblemJson {
  private ProblemJson() {}

  /**
   * All that is known; what is not is null or empty.
   *
   * @param config the file that was validated; the place may be in another one
   */
  static JsonObject of(Problem problem, Path config) {
    JsonObject json = new JsonObject();
    json.addProperty("config", config.toString());
    json.addProperty("code", problem.code().id());
    json.addProperty("severity", problem.severity().word());
    json.addProperty("message", problem.message());
    place(json, problem.origin());
    json.addProperty("expected", problem.expectation().orElse(null));
    JsonArray choices = new JsonArray();
    problem.choices().forEach(choices::add);
    json.add("choices", choices);
    JsonArray notes = new JsonArray();
    problem.notes().forEach(note -> notes.add(of(note)));
    json.add("notes", notes);
    json.addProperty("help", problem.help().orElse(null));
    json.add(
        "fix",
        problem
            .fix()
            .map(
                fix -> {
                  JsonObject written = new JsonObject();
                  place(written, Optional.of(fix.place()));
                  written.addProperty("replacement", fix.replacement());
                  return written;
                })
            .orElse(null));
    return json;
  }

  private static JsonObject of(Note note) {
    JsonObject json = new JsonObject();
    json.addProperty("message", note.text());
    place(json, note.place());
    return json;
  }

  /** A place is in a file, or in an option of the command line. */
  private static void place(JsonObject json, Optional<Origin> origin) {
    Optional<Path> file = origin.flatMap(at -> at.source().file());
    boolean option = origin.isPresent() && file.isEmpty();
    json.addProperty("file", file.map(Path::toString).orElse(null));
    json.addProperty("option", option ? origin.get().source().name() : null);
    json.addProperty("line", origin.map(Origin::line).orElse(null));
    json.addProperty("column", origin.map(Origin::column).orElse(null));
    json.addProperty("end_column", origin.map(at -> at.column() + at.length()).orElse(null));
  }
}
