package io.boardsift.console;

import io.boardsift.aws.GuardObject;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Restoration;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.sift.records.FollowUpRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What only {@link Owners} may ask; everybody else gets 403.
 *
 * <ul>
 *   <li>{@code /api/state {}} what the deployment does, what is stopped, and what rules deleted
 *   <li>{@code /api/deletions {"day": …, "by": …, "camera": …, "after": …}} a part of the deleted
 *       photos of a day, all of them optional; {@code after} is the {@code next} of the part before
 *   <li>{@code /api/histories {"photo": fingerprint}} all that is known of one
 *   <li>{@code /api/restorations {"photos": [fingerprint, …]}} brings up to ten back
 *   <li>{@code /api/lifts {"prefixes": […]}} lets deletions go on that the guard stopped; {@code
 *       {"all": true}} all of them
 * </ul>
 */
final class OwnerApi {
  private final Owners owners;
  private final Gallery gallery;
  private final DeploymentState state;
  private final GuardLifts lifts;

  private OwnerApi(Owners owners, Gallery gallery, DeploymentState state, GuardLifts lifts) {
    this.owners = Objects.requireNonNull(owners);
    this.gallery = Objects.requireNonNull(gallery);
    this.state = Objects.requireNonNull(state);
    this.lifts = Objects.requireNonNull(lifts);
  }

  /**
   * Reads the settings PHOTOS_BUCKET and RESULTS_BUCKET, and those of {@link Owners} and {@link
   * DeploymentState}.
   *
   * @throws io.boardsift.aws.SettingException naming the setting that is wrong
   */
  static OwnerApi of(
      Settings settings,
      S3Client s3,
      PhotosBucket photos,
      ResultsBucket results,
      PictureLinks links,
      TasksQueue tasks,
      Queue verdicts,
      InstantSource clock) {
    String photosBucket = settings.required("PHOTOS_BUCKET");
    String resultsBucket = settings.required("RESULTS_BUCKET");
    GuardObject guard = new GuardObject(s3, resultsBucket, clock);
    Gallery gallery =
        new Gallery(
            photos,
            results,
            Restoration.byRequest(
                s3,
                photosBucket,
                resultsBucket,
                photo -> verdicts.send(new FollowUpRequest(photo).toJson()),
                clock),
            links);
    return new OwnerApi(
        Owners.of(settings),
        gallery,
        DeploymentState.of(settings, s3, guard, results, tasks, clock),
        new GuardLifts(guard));
  }

  /** By path. */
  Map<String, Action> actions() {
    return Map.of(
        "/api/state", forOwners((body, who) -> state.read()),
        "/api/deletions", forOwners((body, who) -> gallery.page(OwnerRequests.part(body))),
        "/api/histories", forOwners((body, who) -> gallery.history(OwnerRequests.photo(body))),
        "/api/restorations",
            forOwners((body, who) -> gallery.restore(OwnerRequests.photos(body), who)),
        "/api/lifts", forOwners(lifts::lift));
  }

  /** Whoever is no owner is not told what is wrong with the body. */
  private Action forOwners(BiFunction<JsonBody, String, Object> action) {
    return (body, claims) -> {
      owners.require(claims);
      return action.apply(JsonBody.of(body), Owners.name(claims));
    };
  }
}
