package dev.nn.testkit.golden;

import dev.nn.api.backend.Backend;
import dev.nn.core.StandardPlugin;
import dev.nn.reference.ReferenceBackend;
import dev.nn.testkit.spec.Catalogue;

class ReferenceGoldenTest extends GoldenCasesTest {
  @Override
  protected Backend openBackend() {
    return new ReferenceBackend();
  }

  @Override
  protected Catalogue catalogue() {
    return Catalogue.of(new StandardPlugin());
  }
}
