package io.boardsift.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.sift.records.DecisionRecord;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.boardsift");

  private static final String[] FUNCTIONS = {
    "io.boardsift.triage..",
    "io.boardsift.labeling..",
    "io.boardsift.verdicts..",
    "io.boardsift.console.."
  };

  private static final String[] FUNCTIONS_AND_AWS = {
    "io.boardsift.aws..",
    "io.boardsift.triage..",
    "io.boardsift.labeling..",
    "io.boardsift.verdicts..",
    "io.boardsift.console.."
  };

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void arrowsPointOneWay() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.boardsift..")
            .layer("sift")
            .definedBy("io.boardsift.sift..")
            .layer("aws")
            .definedBy("io.boardsift.aws..")
            .layer("triage")
            .definedBy("io.boardsift.triage..")
            .layer("labeling")
            .definedBy("io.boardsift.labeling..")
            .layer("verdicts")
            .definedBy("io.boardsift.verdicts..")
            .layer("console")
            .definedBy("io.boardsift.console..")
            .layer("classifier")
            .definedBy("io.boardsift.classifier..")
            .layer("emulator")
            .definedBy("io.boardsift.emulator..")
            .optionalLayer("fixtures")
            .definedBy("io.boardsift.fixtures..")
            .layer("evaluation")
            .definedBy("io.boardsift.evaluation..")
            .layer("local")
            .definedBy("io.boardsift.local..")
            .layer("soak")
            .definedBy("io.boardsift.soak..")
            .layer("cli")
            .definedBy("io.boardsift.cli..")
            .whereLayer("sift")
            .mayNotAccessAnyLayer()
            .whereLayer("emulator")
            .mayNotAccessAnyLayer()
            .whereLayer("aws")
            .mayOnlyAccessLayers("sift")
            .whereLayer("triage")
            .mayOnlyAccessLayers("aws", "sift")
            .whereLayer("labeling")
            .mayOnlyAccessLayers("aws", "sift")
            .whereLayer("verdicts")
            .mayOnlyAccessLayers("aws", "sift")
            .whereLayer("console")
            .mayOnlyAccessLayers("aws", "sift")
            .whereLayer("classifier")
            .mayOnlyAccessLayers("sift")
            .whereLayer("fixtures")
            .mayOnlyAccessLayers("aws", "sift", "emulator")
            .whereLayer("evaluation")
            .mayOnlyAccessLayers("aws", "sift", "classifier")
            .whereLayer("local")
            .mayOnlyAccessLayers(
                "triage",
                "labeling",
                "verdicts",
                "console",
                "classifier",
                "emulator",
                "aws",
                "sift")
            .whereLayer("soak")
            .mayOnlyAccessLayers("local", "emulator", "aws", "sift")
            .whereLayer("cli")
            .mayOnlyAccessLayers(
                "soak", "local", "evaluation", "classifier", "emulator", "aws", "sift"));
  }

  @Test
  void theDomainKnowsNothingOfAws() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.sift..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws.."));
  }

  @Test
  void theAccountantOfASoakSharesNoCodeWithWhatItAccountsFor() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.soak.accounting..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.boardsift..")
                    .and(not(resideInAPackage("io.boardsift.soak.accounting..")))));
  }

  @Test
  void onlyTheGateCallsForADeletion() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.boardsift.aws.DeletionGate")
            .should()
            .callMethodWhere(
                JavaCall.Predicates.target(HasName.Predicates.name("delete"))
                    .and(
                        JavaCall.Predicates.target(
                            owner(HasName.Predicates.name("io.boardsift.aws.PhotosBucket"))))));
  }

  @Test
  void noFunctionDeletesAnythingItself() {
    // The ways to delete an object are PhotosBucket's and ResultsBucket's, and for the memory that
    // was split ConditionalObject's.
    check(
        noClasses()
            .that()
            .resideInAnyPackage(FUNCTIONS)
            .should()
            .callMethodWhere(
                JavaCall.Predicates.target(HasName.Predicates.nameStartingWith("deleteObject"))));
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.aws..")
            .and()
            .doNotHaveSimpleName("PhotosBucket")
            .and()
            .doNotHaveSimpleName("ResultsBucket")
            .and()
            .doNotHaveSimpleName("ConditionalObject")
            .should()
            .callMethodWhere(
                JavaCall.Predicates.target(HasName.Predicates.nameStartingWith("deleteObject"))));
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("CombinedMemory")
            .should()
            .callMethod(ConditionalObject.class, "delete", String.class));
  }

  @Test
  void onlyTheConditionalObjectWritesObjectsAndOnlyTheResultsBucketDecisions() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(FUNCTIONS_AND_AWS)
            .and()
            .doNotHaveSimpleName("ConditionalObject")
            .should()
            .callMethodWhere(
                // Jackson's nodes have a method of that name, too.
                JavaCall.Predicates.target(HasName.Predicates.nameStartingWith("putObject"))
                    .and(
                        JavaCall.Predicates.target(
                            HasOwner.Predicates.With.owner(
                                JavaClass.Predicates.resideInAPackage(
                                    "software.amazon.awssdk.."))))));
    // To write a record takes its JSON; a photo's history shows it.
    check(
        noClasses()
            .that()
            .resideInAnyPackage(FUNCTIONS_AND_AWS)
            .and()
            .doNotHaveSimpleName("ResultsBucket")
            .and()
            .doNotHaveSimpleName("PhotoHistory")
            .should()
            .callMethod(DecisionRecord.class, "json"));
  }

  /** What it cannot write takes the place of the whole line. */
  @Test
  void onlyTextsAndNumbersAreLogged() {
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("LogEntry")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("StructuredArguments"));
  }

  @Test
  void labelingJobsKnowNothingOfTheFunctionsThatChooseThem() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.boardsift.labeling.groundtruth", "io.boardsift.labeling.labelstudio")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.boardsift.labeling"));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("io.boardsift.(*)..").should().beFreeOfCycles());
    check(slices().matching("io.boardsift.emulator.(*)..").should().beFreeOfCycles());
    check(slices().matching("io.boardsift.evaluation.(*)..").should().beFreeOfCycles());
  }
}
