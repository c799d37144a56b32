package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.console.DailyProgress.Done;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Lambda's entry point: HTTP requests in API Gateway's payload format 2.0.
 *
 * <ul>
 *   <li>{@code GET /} the page, and its scripts and style
 *   <li>{@code GET /sign-in.json} where to sign in; an authorizer in front lets in here unasked,
 *       and to the following only who has signed in
 *   <li>{@code POST /api/leases {"count": n}} takes up to n tasks for a while
 *   <li>{@code POST /api/renewals {"leases": […]}} takes them for as long once more
 *   <li>{@code POST /api/returns {"leases": […]}} gives tasks back unanswered
 *   <li>{@code POST /api/links {"photo": …}} where the browser finds a photo from now on
 *   <li>{@code POST /api/answers {"id": …, "photo": …, "answer": …, "lease": …, "replaces": …,
 *       "day": …, "defect": …}} gives an answer, or changes one ({@code replaces}, without a
 *       lease); the same one may be sent again. 409 with {@code given} if somebody else has
 *       answered
 *   <li>{@code POST /api/disputes} with the same body has one more person look
 *   <li>{@code POST /api/progress {"day": …}} how many photos were answered that day
 *   <li>{@code POST /api/guide} what the owner tells reviewers
 *   <li>what {@link OwnerApi} lists, for owners
 * </ul>
 */
public final class ConsoleHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);

  private final ConsoleWiring wiring;

  /** Built by Lambda, from the function's environment. */
  public ConsoleHandler() {
    this(new Settings(System.getenv()), Clients.s3(), Clients.presigner(), Clients.sqs());
    Snapshot.before(() -> ConsolePriming.prime(new Settings(System.getenv())));
  }

  /**
   * Built from settings; {@link ConsoleWiring} names them.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public ConsoleHandler(Settings settings, S3Client s3, S3Presigner presigner, SqsClient sqs) {
    this.wiring = ConsoleWiring.of(settings, s3, presigner, sqs);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            return answer(request);
          } catch (ConflictException e) {
            return Responses.conflict(e.getMessage(), e.given());
          } catch (RefusedException e) {
            return Responses.error(e.status(), e.getMessage());
          } catch (RuntimeException e) {
            LOG.error("a request failed", entry("path", Objects.toString(path(request))), e);
            return Responses.error(500, "something went wrong; the photo is not lost, try again");
          }
        });
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request) {
    String path = path(request);
    return switch (method(request)) {
      case "GET", "HEAD" -> wiring.assets().get(path);
      case "POST" -> post(path, request);
      default -> throw new RefusedException(405, "only GET and POST are known here");
    };
  }

  private APIGatewayV2HTTPResponse post(String path, APIGatewayV2HTTPEvent request) {
    // A form on a foreign page cannot send this type without being asked first.
    if (!header(request, "content-type").startsWith("application/json")) {
      throw new RefusedException(415, "the body has to be application/json");
    }
    String body = body(request);
    ReviewTasks tasks = wiring.reviewTasks();
    Instant now = wiring.clock().instant();
    return switch (path) {
      case "/api/leases" -> Responses.json(tasks.lease(ApiRequests.count(body), reviewer(request)));
      case "/api/renewals" -> Responses.json(Map.of("lost", tasks.renew(ApiRequests.leases(body))));
      case "/api/returns" -> {
        tasks.giveBack(ApiRequests.leases(body));
        yield Responses.json(Map.of());
      }
      case "/api/links" -> Responses.json(tasks.renewLinks(ApiRequests.photo(body)));
      case "/api/answers" ->
          Responses.json(wiring.answers().take(ApiRequests.answer(body, now), reviewer(request)));
      case "/api/disputes" -> {
        wiring.answers().askAnother(ApiRequests.answer(body, now), reviewer(request));
        yield Responses.json(Map.of());
      }
      case "/api/progress" -> {
        Done done = wiring.progress().on(ApiRequests.day(body, now), reviewer(request));
        yield Responses.json(Map.of("mine", done.mine(), "all", done.all()));
      }
      case "/api/guide" -> Responses.json(wiring.guide().show());
      default -> Responses.json(wiring.ownerApi().post(path, body, claims(request)));
    };
  }

  private static String method(APIGatewayV2HTTPEvent request) {
    return request == null
            || request.getRequestContext() == null
            || request.getRequestContext().getHttp() == null
        ? ""
        : Objects.requireNonNullElse(request.getRequestContext().getHttp().getMethod(), "");
  }

  private static String path(APIGatewayV2HTTPEvent request) {
    return request == null ? "/" : Objects.requireNonNullElse(request.getRawPath(), "/");
  }

  private static String header(APIGatewayV2HTTPEvent request, String name) {
    Map<String, String> headers = Objects.requireNonNullElse(request.getHeaders(), Map.of());
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  private static String body(APIGatewayV2HTTPEvent request) {
    String body = Objects.requireNonNullElse(request.getBody(), "");
    try {
      return request.getIsBase64Encoded()
          ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
          : body;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "the body is not base64");
    }
  }

  /** Who is signed in, where API Gateway's authorizer says so. */
  private static String reviewer(APIGatewayV2HTTPEvent request) {
    return Owners.name(claims(request));
  }

  /** What the authorizer says of who is signed in; nothing where there is none. */
  private static Map<String, String> claims(APIGatewayV2HTTPEvent request) {
    var authorizer = request.getRequestContext().getAuthorizer();
    return authorizer == null
            || authorizer.getJwt() == null
            || authorizer.getJwt().getClaims() == null
        ? Map.of()
        : authorizer.getJwt().getClaims();
  }
}
