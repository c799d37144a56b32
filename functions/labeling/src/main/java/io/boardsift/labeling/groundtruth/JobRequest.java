package io.boardsift.labeling.groundtruth;

import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import software.amazon.awssdk.services.sagemaker.model.CreateLabelingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.HumanTaskConfig;

/**
 * How a streaming job is asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateLabelingJob.html">CreateLabelingJob</a>
 */
record JobRequest(JobSettings settings, JobFiles files) {
  /** For one look at one photo. */
  private static final Duration TASK = Duration.ofMinutes(5);

  /** More wait in a queue of Ground Truth's own. */
  private static final int SHOWN_AT_ONCE = 1000;

  CreateLabelingJobRequest named(String name) {
    return CreateLabelingJobRequest.builder()
        .labelingJobName(name)
        .labelAttributeName(Verdict.LABEL)
        .inputConfig(
            in ->
                in.dataSource(
                    from -> from.snsDataSource(sns -> sns.snsTopicArn(settings.inputTopic()))))
        .outputConfig(out -> out.s3OutputPath(files.output()).snsTopicArn(settings.outputTopic()))
        .roleArn(settings.role())
        .labelCategoryConfigS3Uri(files.categories())
        .humanTaskConfig(this::people)
        .build();
  }

  private void people(HumanTaskConfig.Builder people) {
    people
        .workteamArn(settings.workteam())
        .uiConfig(page -> page.uiTemplateS3Uri(files.page()))
        .preHumanTaskLambdaArn(settings.functions().prepare())
        .annotationConsolidationConfig(
            answers -> answers.annotationConsolidationLambdaArn(settings.functions().consolidate()))
        .taskTitle("Is this a circuit board?")
        .taskDescription("Look at the photo and choose one of four answers.")
        .taskKeywords("circuit board")
        .numberOfHumanWorkersPerDataObject(1)
        .taskTimeLimitInSeconds(Math.toIntExact(TASK.toSeconds()))
        .taskAvailabilityLifetimeInSeconds(Math.toIntExact(settings.available().toSeconds()))
        .maxConcurrentTaskCount(SHOWN_AT_ONCE);
  }
}
