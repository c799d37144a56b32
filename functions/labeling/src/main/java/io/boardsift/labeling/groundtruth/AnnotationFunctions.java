package io.boardsift.labeling.groundtruth;

import io.boardsift.aws.SettingException;
import java.util.Map;
import java.util.TreeSet;

/**
 * AWS's own functions around an image classification: one prepares a task, the other makes one
 * label of people's answers. They live in an account of AWS's in each region.
 *
 * @param prepare ARN of PRE-ImageMultiClass
 * @param consolidate ARN of ACS-ImageMultiClass
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HumanTaskConfig.html">HumanTaskConfig</a>
 */
record AnnotationFunctions(String prepare, String consolidate) {
  private static final Map<String, String> ACCOUNTS =
      Map.ofEntries(
          Map.entry("us-east-1", "432418664414"),
          Map.entry("us-east-2", "266458841044"),
          Map.entry("us-west-2", "081040173940"),
          Map.entry("ca-central-1", "918755190332"),
          Map.entry("eu-west-1", "568282634449"),
          Map.entry("eu-west-2", "487402164563"),
          Map.entry("eu-central-1", "203001061592"),
          Map.entry("ap-northeast-1", "477331159723"),
          Map.entry("ap-northeast-2", "845288260483"),
          Map.entry("ap-south-1", "565803892007"),
          Map.entry("ap-southeast-1", "377565633583"),
          Map.entry("ap-southeast-2", "454466003867"));

  /**
   * Those of a region.
   *
   * @throws SettingException if Ground Truth has none there
   */
  static AnnotationFunctions in(String region) {
    String account = ACCOUNTS.get(region);
    if (account == null) {
      throw new SettingException(
          "AWS_REGION",
          "is \"" + region + "\", where Ground Truth has no image classification",
          "deploy with LABELING_JOB=console, or in one of "
              + String.join(", ", new TreeSet<>(ACCOUNTS.keySet())));
    }
    String function = "arn:aws:lambda:" + region + ":" + account + ":function:";
    return new AnnotationFunctions(
        function + "PRE-ImageMultiClass", function + "ACS-ImageMultiClass");
  }
}
