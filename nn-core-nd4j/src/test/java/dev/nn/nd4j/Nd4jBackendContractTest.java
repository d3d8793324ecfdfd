package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.testkit.backend.BackendContractTest;
import org.bytedeco.javacpp.Pointer;

class Nd4jBackendContractTest extends BackendContractTest {
  @Override
  protected Backend openBackend() {
    return new Nd4jBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  @Override
  protected long nativeBytesInUse() {
    return Pointer.totalBytes();
  }
}
