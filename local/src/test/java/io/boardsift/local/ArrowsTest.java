package io.boardsift.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.boardsift.sift.records.DecisionRecord;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.boardsift");

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void theDomainKnowsNothingOfOursAndNothingOfAws() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.sift..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.boardsift.aws..",
                "io.boardsift.triage..",
                "io.boardsift.labeling..",
                "io.boardsift.verdicts..",
                "io.boardsift.console..",
                "io.boardsift.local..",
                "software.amazon..",
                "com.amazonaws.."));
  }

  @Test
  void nothingKnowsTheLocalMachineryButItself() {
    check(
        classes()
            .that()
            .resideInAPackage("io.boardsift.local..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("io.boardsift.local.."));
  }

  @Test
  void functionsKnowTheDomainAndTheirSharedAwsAndNotEachOther() {
    for (String function : new String[] {"triage", "labeling", "verdicts", "console"}) {
      check(
          classes()
              .that()
              .resideInAPackage("io.boardsift." + function + "..")
              .should()
              .onlyBeAccessed()
              .byAnyPackage("io.boardsift." + function + "..", "io.boardsift.local.."));
    }
  }

  @Test
  void groundTruthKnowsNothingOfTheFunctionsThatChooseIt() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.labeling.groundtruth")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.boardsift.labeling"));
  }

  @Test
  void theSharedAwsKnowsOnlyTheDomain() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.boardsift.triage..",
                "io.boardsift.labeling..",
                "io.boardsift.verdicts..",
                "io.boardsift.console..",
                "io.boardsift.local.."));
  }

  @Test
  void theClassifierKnowsOnlyTheDomainAndIsKnownOnlyHere() {
    check(
        classes()
            .that()
            .resideInAPackage("io.boardsift.classifier..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("io.boardsift.classifier..", "io.boardsift.local.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.classifier..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.boardsift.aws..", "io.boardsift.triage..", "io.boardsift.local.."));
  }

  @Test
  void theEmbeddedAwsKnowsNothingOfPhotos() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.local.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.boardsift.sift..",
                "io.boardsift.local.pipeline..",
                "io.boardsift.local.cli..",
                "io.boardsift.local.madeup.."));
  }

  @Test
  void theAccountantOfASoakSharesNoCodeWithWhatItAccountsFor() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.boardsift.local.soak.accounting..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.boardsift..")
                    .and(not(resideInAPackage("io.boardsift.local.soak.accounting..")))));
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
    // The ways to delete an object are PhotosBucket's and ResultsBucket's.
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.boardsift.triage..",
                "io.boardsift.labeling..",
                "io.boardsift.verdicts..",
                "io.boardsift.console..")
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
            .should()
            .callMethodWhere(
                JavaCall.Predicates.target(HasName.Predicates.nameStartingWith("deleteObject"))));
  }

  @Test
  void onlyTheSharedObjectWritesObjectsAndOnlyTheResultsBucketDecisions() {
    String[] functions = {
      "io.boardsift.aws..",
      "io.boardsift.triage..",
      "io.boardsift.labeling..",
      "io.boardsift.verdicts..",
      "io.boardsift.console.."
    };
    check(
        noClasses()
            .that()
            .resideInAnyPackage(functions)
            .and()
            .doNotHaveSimpleName("SharedObject")
            .should()
            .callMethodWhere(
                JavaCall.Predicates.target(HasName.Predicates.nameStartingWith("putObject"))));
    // To write a record takes its JSON.
    check(
        noClasses()
            .that()
            .resideInAnyPackage(functions)
            .and()
            .doNotHaveSimpleName("ResultsBucket")
            .should()
            .callMethod(DecisionRecord.class, "json"));
  }

  @Test
  void modulesAndTheRoomsOfLocalHaveNoCycles() {
    check(slices().matching("io.boardsift.(*)..").should().beFreeOfCycles());
    check(slices().matching("io.boardsift.local.(*)..").should().beFreeOfCycles());
  }
}
