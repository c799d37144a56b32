package io.boardsift.labeling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What SageMaker asks of a request for a streaming image classification job with a private team.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateLabelingJob.html">CreateLabelingJob</a>
 */
final class LabelingJobConstraints {
  private static final String S3 = "s3://[^/]+/.{1,1000}";
  private static final String TOPIC = "arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+";

  private final JsonNode request;
  private final List<String> broken = new ArrayList<>();

  private LabelingJobConstraints(JsonNode request) {
    this.request = request;
  }

  /** What is wrong with a request; empty if nothing is. */
  static List<String> brokenBy(JsonNode request) {
    LabelingJobConstraints constraints = new LabelingJobConstraints(request);
    constraints.check();
    return constraints.broken;
  }

  private void check() {
    text("/LabelingJobName", "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}", 63);
    text("/LabelAttributeName", "(?!.*-metadata$)[a-zA-Z0-9](-*[a-zA-Z0-9]){0,126}", 127);
    text("/InputConfig/DataSource/SnsDataSource/SnsTopicArn", TOPIC, 2048);
    text("/OutputConfig/SnsTopicArn", TOPIC, 2048);
    text("/OutputConfig/S3OutputPath", S3, 1024);
    text("/LabelCategoryConfigS3Uri", S3, 1024);
    text("/RoleArn", "arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+", 2048);
    text("/HumanTaskConfig/UiConfig/UiTemplateS3Uri", S3 + "\\.(html|liquid)", 1024);
    text(
        "/HumanTaskConfig/WorkteamArn",
        "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:workteam/.*",
        256);
    text("/HumanTaskConfig/PreHumanTaskLambdaArn", function("PRE-ImageMultiClass"), 2048);
    text(
        "/HumanTaskConfig/AnnotationConsolidationConfig/AnnotationConsolidationLambdaArn",
        function("ACS-ImageMultiClass"),
        2048);
    text("/HumanTaskConfig/TaskTitle", "[\\t\\n\\r -\\uD7FF\\uE000-\\uFFFD]+", 128);
    text("/HumanTaskConfig/TaskDescription", ".+", 255);
    number("/HumanTaskConfig/NumberOfHumanWorkersPerDataObject", 1, 9);
    number("/HumanTaskConfig/TaskTimeLimitInSeconds", 30, 28_800);
    number("/HumanTaskConfig/TaskAvailabilityLifetimeInSeconds", 60, 2_592_000);
    number("/HumanTaskConfig/MaxConcurrentTaskCount", 1, 5000);
    JsonNode keywords = request.at("/HumanTaskConfig/TaskKeywords");
    if (keywords.isEmpty() || keywords.size() > 5) {
      broken.add("TaskKeywords: 1 to 5");
    }
    for (int i = 0; i < keywords.size(); i++) {
      text("/HumanTaskConfig/TaskKeywords/" + i, "[A-Za-z0-9]+( [A-Za-z0-9]+)*", 30);
    }
    if (request.has("LabelingJobAlgorithmsConfig")
        || !request.at("/HumanTaskConfig/UiConfig/HumanTaskUiArn").isMissingNode()) {
      broken.add("not for streaming jobs on images");
    }
  }

  private static String function(String name) {
    return "arn:aws[a-z\\-]*:lambda:[a-z0-9\\-]*:[0-9]{12}:function:" + name;
  }

  private void text(String path, String pattern, int longest) {
    String text = request.at(path).asText("");
    if (!text.matches(pattern) || text.length() > longest) {
      broken.add(path + " is \"" + text + "\"");
    }
  }

  private void number(String path, int min, int max) {
    int number = request.at(path).asInt(-1);
    if (number < min || number > max) {
      broken.add(path + " is " + number);
    }
  }
}
