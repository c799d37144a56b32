package io.boardsift.console;

import io.boardsift.console.DailyProgress.Done;
import java.time.InstantSource;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What only {@link Reviewers} may ask; everybody else gets 403.
 *
 * <ul>
 *   <li>{@code /api/leases {"count": n}} takes up to n tasks for a while
 *   <li>{@code /api/renewals {"leases": […]}} takes them for as long once more
 *   <li>{@code /api/returns {"leases": […]}} gives tasks back unanswered
 *   <li>{@code /api/links {"photo": …}} where the browser finds a photo from now on
 *   <li>{@code /api/answers {"id": …, "photo": …, "answer": …, "lease": …, "replaces": …, "day": …,
 *       "defect": …}} gives an answer, or changes one ({@code replaces}, without a lease); the same
 *       one may be sent again. 409 with {@code given} if somebody else has answered
 *   <li>{@code /api/disputes} with the same body has one more person look
 *   <li>{@code /api/progress {"day": …}} how many photos were answered that day
 *   <li>{@code /api/guide {}} what the owner tells reviewers
 * </ul>
 */
final class ReviewerApi {
  private final Reviewers reviewers;
  private final ReviewTasks tasks;
  private final AnswerTaking answers;
  private final DailyProgress progress;
  private final Guide guide;
  private final InstantSource clock;

  ReviewerApi(
      Reviewers reviewers,
      ReviewTasks tasks,
      AnswerTaking answers,
      DailyProgress progress,
      Guide guide,
      InstantSource clock) {
    this.reviewers = Objects.requireNonNull(reviewers);
    this.tasks = Objects.requireNonNull(tasks);
    this.answers = Objects.requireNonNull(answers);
    this.progress = Objects.requireNonNull(progress);
    this.guide = Objects.requireNonNull(guide);
    this.clock = Objects.requireNonNull(clock);
  }

  /** By path. */
  Map<String, Action> actions() {
    return byPath().entrySet().stream()
        .collect(Collectors.toMap(Entry::getKey, action -> reviewers.only(action.getValue())));
  }

  private Map<String, Action> byPath() {
    return Map.of(
        "/api/leases", (body, claims) -> tasks.lease(ApiRequests.count(body), Owners.name(claims)),
        "/api/renewals", (body, claims) -> Map.of("lost", tasks.renew(ApiRequests.leases(body))),
        "/api/returns",
            (body, claims) -> {
              tasks.giveBack(ApiRequests.leases(body));
              return Map.of();
            },
        "/api/links", (body, claims) -> tasks.renewLinks(ApiRequests.photo(body)),
        "/api/answers",
            (body, claims) ->
                answers.take(ApiRequests.answer(body, clock.instant()), Owners.name(claims)),
        "/api/disputes",
            (body, claims) -> {
              answers.askAnother(ApiRequests.answer(body, clock.instant()), Owners.name(claims));
              return Map.of();
            },
        "/api/progress",
            (body, claims) -> {
              Done done = progress.on(ApiRequests.day(body, clock.instant()), Owners.name(claims));
              return Map.of("mine", done.mine(), "all", done.all());
            },
        "/api/guide",
            (body, claims) -> {
              JsonBody.of(body);
              return guide.show();
            });
  }
}
