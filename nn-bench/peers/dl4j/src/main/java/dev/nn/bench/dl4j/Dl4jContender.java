package dev.nn.bench.dl4j;

import dev.nn.bench.Contender;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's {@code MultiLayerNetwork} with its workspaces on.
 *
 * <p>It has no plain momentum, so W3 runs with its Nesterov momentum and its loss differs a little.
 */
public final class Dl4jContender implements Contender {

  @Override
  public String describe() {
    return "Deeplearning4j "
        + version()
        + ", nd4j-native"
        + System.getProperty("org.bytedeco.javacpp.platform.extension", "")
        + ", OPENBLAS_CORETYPE="
        + System.getenv("OPENBLAS_CORETYPE")
        + ", OMP_WAIT_POLICY="
        + System.getenv("OMP_WAIT_POLICY")
        + ", "
        + System.getenv("OMP_NUM_THREADS")
        + " threads";
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        MultiLayerNetwork.class.getResourceAsStream(
            "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  @Override
  public Session open(Workload workload) {
    // Otherwise ND4J asks for a full collection every few seconds.
    Nd4j.getMemoryManager().togglePeriodicGc(false);
    return workload.training() ? new Dl4jTraining(workload) : new Dl4jInference(workload);
  }
}
