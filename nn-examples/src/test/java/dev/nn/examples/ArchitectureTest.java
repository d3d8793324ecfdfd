package dev.nn.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may depend on what. This module sees all others, so the rules are kept here. */
@AnalyzeClasses(packages = "dev.nn", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theApiDependsOnTheJdkAlone =
      classes()
          .that()
          .resideInAPackage("dev.nn.api..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.nn.api..", "java..");

  @ArchTest
  static final ArchRule backendsSeeTheApiOnly =
      noClasses()
          .that()
          .resideInAnyPackage("dev.nn.nd4j..", "dev.nn.reference..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nn.core..",
              "dev.nn.data..",
              "dev.nn.config..",
              "dev.nn.cli..",
              "dev.nn.testkit..");

  @ArchTest
  static final ArchRule nobodyButItsBackendTouchesNd4j =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nn.nd4j..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule theEngineKnowsNeitherGuiceNorYaml =
      noClasses()
          .that()
          .resideInAnyPackage("dev.nn.core..", "dev.nn.data..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.inject..", "org.yaml..");

  @ArchTest
  static final ArchRule theEngineKnowsNoBackendDataSourceOrConfig =
      noClasses()
          .that()
          .resideInAPackage("dev.nn.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nn.nd4j..",
              "dev.nn.reference..",
              "dev.nn.data..",
              "dev.nn.config..",
              "dev.nn.cli..");

  @ArchTest
  static final ArchRule dataDependOnTheApiOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.nn.data..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nn.core..", "dev.nn.config..", "dev.nn.cli..");
}
