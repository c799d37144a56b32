package io.boardsift.labeling.groundtruth;

import io.boardsift.aws.SettingException;
import io.boardsift.aws.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a Ground Truth job is made with.
 *
 * @param namePrefix of jobs' names, 1 to 48 letters, digits and inner hyphens
 * @param inputTopic ARN of the topic that tasks are published to
 * @param outputTopic ARN of the topic that answers are published to
 * @param role ARN of the role that the job takes on
 * @param workteam ARN of the team that looks at photos
 * @param functions AWS's own, in this region
 * @param available how long a task waits for somebody
 */
record JobSettings(
    String namePrefix,
    String inputTopic,
    String outputTopic,
    String role,
    String workteam,
    AnnotationFunctions functions,
    Duration available) {

  /** With a hyphen and the 14 digits of a time a name has 63 characters at most. */
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,47}");

  private static final int LONGEST_PREFIX = 48;

  /**
   * Reads JOB_NAME_PREFIX, JOB_INPUT_TOPIC_ARN, JOB_OUTPUT_TOPIC_ARN, JOB_ROLE_ARN, WORKTEAM_ARN
   * and AWS_REGION.
   *
   * @throws SettingException if one is wrong
   */
  static JobSettings of(Settings settings, Duration available) {
    String prefix = settings.required("JOB_NAME_PREFIX");
    if (!PREFIX.matcher(prefix).matches() || prefix.length() > LONGEST_PREFIX) {
      throw new SettingException(
          "JOB_NAME_PREFIX",
          "is \"" + prefix + "\"",
          "1 to 48 letters, digits and hyphens between them are needed");
    }
    return new JobSettings(
        prefix,
        arn(settings, "JOB_INPUT_TOPIC_ARN", "sns"),
        arn(settings, "JOB_OUTPUT_TOPIC_ARN", "sns"),
        arn(settings, "JOB_ROLE_ARN", "iam"),
        arn(settings, "WORKTEAM_ARN", "sagemaker"),
        AnnotationFunctions.in(settings.required("AWS_REGION")),
        available);
  }

  /** An ARN of one service. */
  static String arn(Settings settings, String name, String service) {
    String arn = settings.required(name);
    if (!arn.matches("arn:aws[a-z-]*:" + service + ":[a-z0-9-]*:[0-9]{12}:[^\\s]+")) {
      throw new SettingException(
          name, "is \"" + arn + "\"", "an ARN arn:aws:" + service + ":… is needed");
    }
    return arn;
  }
}
