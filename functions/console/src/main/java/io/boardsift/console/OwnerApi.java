package io.boardsift.console;

import com.fasterxml.jackson.databind.JsonNode;
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
 * What only {@link Owners} may ask, each by {@code POST} with a body in JSON.
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
  private final Map<String, BiFunction<JsonNode, String, Object>> actions;

  private OwnerApi(Owners owners, Gallery gallery, DeploymentState state, GuardLifts lifts) {
    this.owners = Objects.requireNonNull(owners);
    this.actions =
        Map.of(
            "/api/state", (json, who) -> state.read(),
            "/api/deletions", (json, who) -> gallery.page(OwnerRequests.part(json)),
            "/api/histories", (json, who) -> gallery.history(OwnerRequests.photo(json)),
            "/api/restorations", (json, who) -> gallery.restore(OwnerRequests.photos(json), who),
            "/api/lifts", lifts::lift);
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

  /**
   * Does what is asked for.
   *
   * @param claims of who asks
   * @return what is answered
   * @throws RefusedException if there is no such thing, or who asks is no owner
   */
  Object post(String path, String body, Map<String, String> claims) {
    BiFunction<JsonNode, String, Object> action = actions.get(path);
    if (action == null) {
      throw new RefusedException(404, "there is no " + path);
    }
    owners.require(claims);
    return action.apply(OwnerRequests.read(body), Owners.name(claims));
  }
}
