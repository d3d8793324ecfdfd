package dev.nn.cli;

import dev.nn.api.data.Dataset;
import dev.nn.config.Session;
import dev.nn.core.network.Network;
import dev.nn.core.train.Objective;
import dev.nn.explain.HtmlReport;
import dev.nn.explain.JsonReport;
import dev.nn.explain.Recorder;
import dev.nn.explain.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An explanation as a page or as JSON, of one or more steps.
 *
 * @param session the model at the beginning of its training
 * @param exact the same in float64, on which gradients are proved; its weights are changed
 * @param rows the examples that are followed
 * @param firstRow the first of them, from 1
 * @param weights where the weights come from
 * @param steps from 1, ascending
 */
record ExplainFile(
    Session session, Session exact, Dataset rows, int firstRow, String weights, List<Long> steps) {

  void writeHtml(OutputStream out) throws IOException {
    HtmlReport report = new HtmlReport(subject(), network(), writer(out), steps.size());
    recorder().record(steps, report::add);
    report.end();
  }

  void writeJson(OutputStream out) throws IOException {
    JsonReport report = new JsonReport(subject(), network(), writer(out), false, steps.size());
    recorder().record(steps, report::add);
    report.end();
  }

  private static Writer writer(OutputStream out) {
    return new OutputStreamWriter(out, StandardCharsets.UTF_8);
  }

  private Recorder recorder() {
    return new Recorder(
        session.trainer(), session.data().train(), rows, Optional.of(exact.trainer()));
  }

  private Network network() {
    return session.trainer().network();
  }

  private Subject subject() {
    Map<String, List<String>> classes = new HashMap<>();
    for (Objective objective : session.assembly().objectives()) {
      List<String> names = session.data().classNames(objective.target());
      if (!names.isEmpty()) {
        classes.put(objective.output(), names);
      }
    }
    return new Subject(
        session.experiment().spec().name(),
        session.backend().name(),
        firstRow,
        rows.size(),
        session.data().train().size(),
        weights,
        session.data().features(),
        classes);
  }
}
