package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.TensorType;
import java.util.HashMap;
import java.util.Map;

/** Loads data, and checks that they are what the source says of them beforehand. */
final class Loading {
  private Loading() {}

  static PreparedData of(DataSource source, DataRequest request) {
    PreparedData data = source.load(request);
    Map<String, TensorType> found = new HashMap<>();
    data.train()
        .inputs()
        .forEach((name, all) -> found.put(name, all.type().withShape(all.shape().withoutBatch())));
    assertEquals(source.inputTypes(), found, source.toString());
    return data;
  }
}
