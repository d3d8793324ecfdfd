package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.golden.GoldenCasesTest;
import dev.nn.testkit.spec.Catalogue;

class Nd4jGoldenTest extends GoldenCasesTest {
  @Override
  protected Backend openBackend() {
    return new Nd4jBackendProvider().open(BackendProvider.Options.DEFAULT);
  }

  @Override
  protected Catalogue catalogue() {
    return Catalogue.of(new StandardPlugin());
  }
}
