"""What the template promises, checked on what SAM makes of it. Run by infra/checks/run."""

import json
import re
import unittest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import template as boardsift

# The defaults, and everything optional switched on.
PLAIN = boardsift.transformed()
FULL = boardsift.transformed(
    LabelingJob="ground-truth", Model="endpoint", ModelEndpoint="boards", FirstReviewerEmail="a@example.com", PhotosBucket="plant-3", PhotosPrefix="line2/"
)
NESTED = boardsift.nested(PLAIN)



def of_type(template, kind):
    return {name: r for name, r in template["Resources"].items() if r["Type"] == kind}


def as_list(value):
    return value if isinstance(value, list) else [value]


def branches(value):
    """A value with every Fn::If replaced by both of its branches, as one list."""
    if isinstance(value, dict) and set(value) == {"Fn::If"}:
        return branches(value["Fn::If"][1]) + branches(value["Fn::If"][2])
    if isinstance(value, dict) and value == {"Ref": "AWS::NoValue"}:
        return []
    return [value]


def statements(template):
    """Every statement of every policy: the resource's name, and the statement."""
    for name, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        documents = [p["PolicyDocument"] for p in properties.get("Policies", []) if isinstance(p, dict) and "PolicyDocument" in p]
        if "PolicyDocument" in properties:
            documents.append(properties["PolicyDocument"])
        for document in documents:
            for entry in as_list(document["Statement"]):
                for statement in branches(entry):
                    yield name, statement



def layers(template, function):
    """A function's layers, as the template has them."""
    return template["Resources"][function]["Properties"]["Layers"]["Fn::If"]


def layer_of(template):
    """The logical name of the model's layer; SAM adds to it what it holds."""
    return next(name for name in of_type(template, "AWS::Lambda::LayerVersion") if name.startswith("ModelLayer"))


def holds(condition, parameters):
    """Whether a condition of a rule is true."""
    (operator, operands), = condition.items()
    if operator == "Fn::Not":
        return not holds(operands[0], parameters)
    if operator == "Fn::Or":
        return any(holds(operand, parameters) for operand in operands)
    left, right = (parameters[o["Ref"]] if isinstance(o, dict) else o for o in operands)
    return left == right


def alarm_metrics():
    """What all alarms watch: a metric's name and its dimensions."""
    for alarm in of_type(NESTED["Monitoring"], "AWS::CloudWatch::Alarm").values():
        properties = alarm["Properties"]
        if "MetricName" in properties:
            yield properties["MetricName"], properties["Dimensions"]
        for part in properties.get("Metrics", []):
            if "MetricStat" in part:
                yield part["MetricStat"]["Metric"]["MetricName"], part["MetricStat"]["Metric"]["Dimensions"]


def dashboard():
    """The dashboard, with the names of parameters in the place of their values."""
    body = NESTED["Monitoring"]["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    return json.loads(re.sub(r"\$\{(?:AWS::)?(\w+)}", r"\1", body))


def dashboard_metrics():
    """What all widgets show: a metric's name and its dimensions. A dot repeats what stands above it, three dots all but the last."""
    for widget in dashboard()["widgets"]:
        before = []
        for line in widget["properties"].get("metrics", []):
            named = [part for part in line if isinstance(part, str)]
            if not named:
                continue
            if named[0] == "...":
                named = before[:len(before) - len(named) + 1] + named[1:]
            named = [before[i] if part == "." else part for i, part in enumerate(named)]
            before = named
            yield named[1], dict(zip(named[2::2], named[3::2]))


def counters():
    """What functions count: a module of functions/ and a metric's name."""
    return {
        (path.relative_to(boardsift.ROOT / "functions").parts[0], metric)
        for path in (boardsift.ROOT / "functions").glob("*/src/main/**/*.java")
        for counted in re.findall(r"(?:\.count\(\s*Map\.of\(|counts\.put\()([^;]*);", path.read_text())
        for metric in re.findall(r'"(\w+)"', counted)
    }


def cost_script():
    """infra/checks/cost, which is no module by its name."""
    loader = SourceFileLoader("cost", str(Path(__file__).with_name("cost")))
    module = module_from_spec(spec_from_loader("cost", loader))
    loader.exec_module(module)
    return module


def is_accepted(values):
    """Whether the template's rules accept parameter values; what is not given has its default."""
    given = {name: p["Default"] for name, p in boardsift.read(boardsift.TEMPLATE)["Parameters"].items()} | values
    return all(
        holds(assertion["Assert"], given)
        for rule in PLAIN["Rules"].values() if holds(rule["RuleCondition"], given)
        for assertion in rule["Assertions"]
    )


def denies_without_tls(statement, action):
    """Whether a statement denies everybody this action over a connection that is not encrypted."""
    return (
        statement["Effect"] == "Deny" and statement["Principal"] == "*" and statement["Action"] == action
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    )


def longest_value(parameter):
    """How many characters a parameter's value may have."""
    if "AllowedValues" in parameter:
        return max(len(str(value)) for value in parameter["AllowedValues"])
    if "MaxLength" in parameter:
        return parameter["MaxLength"]
    if "MaxValue" in parameter:
        return len(str(parameter["MaxValue"]))
    raise ValueError(f"no longest value: {parameter}")


class TemplateTest(unittest.TestCase):
    def test_no_resource_needs_itself_by_a_detour(self):
        self.assertEqual([], boardsift.cycles(PLAIN))
        self.assertEqual([], boardsift.cycles(FULL))
        for template in NESTED.values():
            self.assertEqual([], boardsift.cycles(template))

    def test_the_search_for_circles_finds_one(self):
        circle = {"Resources": {"A": {"Properties": {"X": {"Ref": "B"}}}, "B": {"Properties": {"Y": {"Fn::Sub": "${A.Arn}"}}}}}
        self.assertEqual([["A", "B", "A"]], boardsift.cycles(circle))

    def test_nothing_is_allowed_on_everything(self):
        for template in (PLAIN, FULL, *NESTED.values()):
            for name, statement in statements(template):
                if statement["Effect"] == "Allow":
                    self.assertNotIn("*", as_list(statement["Resource"]), name)
                    for action in as_list(statement["Action"]):
                        self.assertNotIn("*", action, name)

    def test_no_role_holds_a_managed_policy(self):
        for template in (FULL, *NESTED.values()):
            for name, role in of_type(template, "AWS::IAM::Role").items():
                self.assertNotIn("ManagedPolicyArns", role["Properties"], name)

    def test_every_role_takes_the_permissions_boundary(self):
        for template in (FULL, *NESTED.values(), boardsift.read(boardsift.ROOT / "infra" / "backfill.yaml")):
            for name, role in of_type(template, "AWS::IAM::Role").items():
                self.assertEqual([{"Ref": "PermissionsBoundary"}], branches(role["Properties"]["PermissionsBoundary"]), name)

    def test_every_function_has_a_role_of_its_own(self):
        roles = [str(f["Properties"]["Role"]) for f in of_type(FULL, "AWS::Lambda::Function").values()]
        self.assertEqual(len(roles), len(set(roles)))

    def test_every_bucket_is_private_encrypted_versioned_and_kept(self):
        buckets = of_type(PLAIN, "AWS::S3::Bucket")
        self.assertEqual(2, len(buckets))
        for name, bucket in buckets.items():
            properties = bucket["Properties"]
            self.assertTrue(all(properties["PublicAccessBlockConfiguration"].values()), name)
            self.assertEqual(4, len(properties["PublicAccessBlockConfiguration"]), name)
            self.assertIn("BucketEncryption", properties, name)
            self.assertEqual("Enabled", properties["VersioningConfiguration"]["Status"], name)
            # What a first deployment made before it failed is removed, so that the next one does not find its name taken.
            self.assertEqual("RetainExceptOnCreate", bucket["DeletionPolicy"], name)

    def test_every_bucket_speaks_tls_only(self):
        refused = {
            str(policy["Properties"]["Bucket"])
            for policy in of_type(PLAIN, "AWS::S3::BucketPolicy").values()
            for s in policy["Properties"]["PolicyDocument"]["Statement"]
            if s["Effect"] == "Deny" and s["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        }
        self.assertEqual({str({"Ref": name}) for name in of_type(PLAIN, "AWS::S3::Bucket")}, refused)

    def test_every_queue_speaks_tls_only_and_has_one_policy(self):
        queues = []
        for policy in of_type(PLAIN, "AWS::SQS::QueuePolicy").values():
            # A policy that came and went with a parameter would take the others of its queue along.
            self.assertNotIn("Condition", policy)
            queues += [queue["Ref"] for queue in policy["Properties"]["Queues"]]
            own = [s for s in policy["Properties"]["PolicyDocument"]["Statement"] if "Fn::If" not in s]
            self.assertEqual(1, sum(denies_without_tls(s, "sqs:*") for s in own))
        self.assertEqual(sorted(of_type(PLAIN, "AWS::SQS::Queue")), sorted(queues))
        for name, template in NESTED.items():
            self.assertEqual({}, of_type(template, "AWS::SQS::QueuePolicy"), name)

    def test_every_topic_speaks_tls_only(self):
        for name, template in NESTED.items():
            topics, spoken = set(of_type(template, "AWS::SNS::Topic")), set()
            for policy in of_type(template, "AWS::SNS::TopicPolicy").values():
                # SNS takes a policy that names the topic whose policy it is, and no other.
                topic, = policy["Properties"]["Topics"]
                for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
                    self.assertEqual(topic, statement["Resource"], name)
                refused = [s for s in policy["Properties"]["PolicyDocument"]["Statement"] if denies_without_tls(s, "sns:Publish")]
                spoken |= {topic["Ref"] for topic in as_list(refused[0]["Resource"])} & {topic["Ref"] for topic in policy["Properties"]["Topics"]}
            self.assertEqual(topics, spoken, name)

    def test_alarms_may_tell_their_topic(self):
        # The policy that a topic has of itself lets them; one that is written takes its place.
        policy, = of_type(NESTED["Monitoring"], "AWS::SNS::TopicPolicy").values()
        allowed = [s for s in policy["Properties"]["PolicyDocument"]["Statement"] if s["Effect"] == "Allow"]
        self.assertEqual([({"Service": "cloudwatch.amazonaws.com"}, "sns:Publish", {"Ref": "Alarms"})], [(s["Principal"], s["Action"], s["Resource"]) for s in allowed])

    def test_only_ground_truths_page_may_load_photos_by_script(self):
        for template in (PLAIN, FULL):
            for name, bucket in of_type(template, "AWS::S3::Bucket").items():
                cors = bucket["Properties"].get("CorsConfiguration", {"Fn::If": ["UsesGroundTruth", None, {"Ref": "AWS::NoValue"}]})
                self.assertEqual("UsesGroundTruth", cors["Fn::If"][0], name)
                self.assertEqual({"Ref": "AWS::NoValue"}, cors["Fn::If"][2], name)

    def test_one_key_encrypts_all_that_is_made_if_there_is_one(self):
        key = {"Fn::If": ["HasKey", {"Ref": "KeyArn"}, {"Ref": "AWS::NoValue"}]}
        for name, bucket in of_type(PLAIN, "AWS::S3::Bucket").items():
            rule, = bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
            condition, with_key, without = rule["ServerSideEncryptionByDefault"]["Fn::If"]
            self.assertEqual(("HasKey", {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Ref": "KeyArn"}}, {"SSEAlgorithm": "AES256"}), (condition, with_key, without), name)
        for name, queue in of_type(PLAIN, "AWS::SQS::Queue").items():
            self.assertEqual(key, queue["Properties"]["KmsMasterKeyId"], name)
            # SQS refuses both at once.
            self.assertEqual({"Fn::If": ["HasKey", False, True]}, queue["Properties"]["SqsManagedSseEnabled"], name)
        self.assertEqual(key, NESTED["Monitoring"]["Resources"]["Alarms"]["Properties"]["KmsMasterKeyId"])
        for name, function in of_type(PLAIN, "AWS::Lambda::Function").items():
            role = boardsift.references(function["Properties"]["Role"]).pop()
            rights = [e for e in PLAIN["Resources"][role]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"] if "UseTheKey" in str(e)]
            self.assertEqual(["HasKey"], [entry["Fn::If"][0] for entry in rights], name)

    def test_every_log_is_kept_as_long_as_is_asked_for(self):
        groups = of_type(PLAIN, "AWS::Logs::LogGroup")
        for name, group in groups.items():
            self.assertEqual({"Ref": "LogDays"}, group["Properties"]["RetentionInDays"], name)
        written = {boardsift.references(f["Properties"]["LoggingConfig"]["LogGroup"]).pop() for f in of_type(PLAIN, "AWS::Lambda::Function").values()}
        for stage in of_type(PLAIN, "AWS::ApiGatewayV2::Stage").values():
            written |= boardsift.references(stage["Properties"]["AccessLogSettings"]["DestinationArn"])
        self.assertEqual(set(groups), written)

    def test_what_is_deleted_can_be_restored_for_the_days_asked_for(self):
        rules = PLAIN["Resources"]["MadePhotosBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
        self.assertTrue(any(r.get("NoncurrentVersionExpiration") == {"NoncurrentDays": {"Ref": "RestoreDays"}} for r in rules))
        # A lifecycle may forget old versions, and never expire a photo that is there.
        self.assertNotIn("ExpirationInDays", str(rules))
        self.assertNotIn("ExpirationDate", str(rules))

    def test_photos_that_are_kept_cold_are_read_at_once(self):
        rules = PLAIN["Resources"]["MadePhotosBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
        condition, rule, _ = next(rule["Fn::If"] for rule in rules if "Fn::If" in rule)
        self.assertEqual("KeepsPhotosCold", condition)
        self.assertEqual([{"StorageClass": "GLACIER_IR", "TransitionInDays": {"Ref": "ColdAfterDays"}}], rule["Transitions"])
        self.assertEqual(0, PLAIN["Parameters"]["ColdAfterDays"]["Default"])

    def test_of_the_results_only_previews_listings_and_the_consoles_own_are_forgotten(self):
        rules = PLAIN["Resources"]["ResultsBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
        ending = [rule for rule in rules if {"ExpirationInDays", "ExpirationDate"} & set(rule)]
        self.assertEqual(["previews/", "answers/", "progress/", "deletions/", "checks/"], [rule["Prefix"] for rule in ending])
        # A deletion is listed for as long as it can be undone.
        self.assertEqual({"Ref": "RestoreDays"}, ending[3]["ExpirationInDays"])
        # The keeper asks again, and writes the preview anew, after 13 days; it may miss one round.
        self.assertGreater(ending[0]["ExpirationInDays"], 2 * 13)

    def test_every_function_has_somewhere_for_what_it_fails_on(self):
        functions = set(of_type(PLAIN, "AWS::Lambda::Function"))
        by_queue = {
            m["Properties"]["FunctionName"]["Ref"].removesuffix("Aliaslive")
            for m in of_type(PLAIN, "AWS::Lambda::EventSourceMapping").values()
        }
        by_destination = {
            boardsift.references(c["Properties"]["FunctionName"]).pop()
            for c in of_type(PLAIN, "AWS::Lambda::EventInvokeConfig").values()
            if "OnFailure" in c["Properties"]["DestinationConfig"]
        }
        self.assertEqual(functions, by_queue | by_destination)

    def test_every_queue_that_is_worked_on_has_dead_letters_and_every_dead_letter_an_alarm(self):
        queues = of_type(PLAIN, "AWS::SQS::Queue")
        dead = set()
        for name, queue in queues.items():
            if "DeadLetters" not in name:
                target = queue["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]
                dead |= boardsift.references(target)
        self.assertEqual({name for name in queues if "DeadLetters" in name} | {"TriageGivenUp"}, dead)
        passed = PLAIN["Resources"]["Monitoring"]["Properties"]["Parameters"]
        watched = {
            str(boardsift.references(passed[dimension["Value"]["Ref"]]))
            for _, dimensions in alarm_metrics() for dimension in dimensions
            if dimension["Name"] == "QueueName"
        }
        self.assertEqual({str({name}) for name in queues}, watched)

    def test_what_triage_fails_on_comes_to_triage_again_one_by_one_and_at_last_to_people(self):
        failures = PLAIN["Resources"]["TriageFailures"]["Properties"]
        self.assertEqual({"TriageGivenUp"}, boardsift.references(failures["RedrivePolicy"]["deadLetterTargetArn"]))
        mappings = {
            boardsift.references(m["Properties"]["EventSourceArn"]).pop(): m["Properties"]
            for m in of_type(PLAIN, "AWS::Lambda::EventSourceMapping").values()
        }
        self.assertEqual({"Ref": "TriageAliaslive"}, mappings["TriageFailures"]["FunctionName"])
        self.assertEqual(1, mappings["TriageFailures"]["BatchSize"])
        self.assertEqual(["ReportBatchItemFailures"], mappings["TriageFailures"]["FunctionResponseTypes"])
        self.assertEqual({"Ref": "LabelingAliaslive"}, mappings["TriageGivenUp"]["FunctionName"])

    def test_a_photo_that_is_tried_again_is_not_yet_forgotten(self):
        events, = (
            c["Properties"] for c in of_type(PLAIN, "AWS::Lambda::EventInvokeConfig").values()
            if boardsift.references(c["Properties"]["FunctionName"]) == {"Triage"}
        )
        tries = PLAIN["Resources"]["TriageFailures"]["Properties"]["RedrivePolicy"]["maxReceiveCount"]
        pauses = sum(min(120 * 2 ** i, 3600) for i in range(tries))  # FailedEventsTest
        keeper = (boardsift.ROOT / "functions/labeling/src/main/java/io/boardsift/labeling/ForgottenPhotos.java").read_text()
        patience, = re.findall(r"PATIENCE = Duration.ofHours\((\d+)\)", keeper)
        self.assertLess(events["MaximumEventAgeInSeconds"] + pauses, int(patience) * 3600)
        # SQS begins to count its days when a message is sent first.
        self.assertLess(pauses, PLAIN["Resources"]["TriageFailures"]["Properties"]["MessageRetentionPeriod"] / 10)

    def test_every_function_has_an_alarm_on_its_errors(self):
        passed = PLAIN["Resources"]["Monitoring"]["Properties"]["Parameters"]
        watched = {
            boardsift.references(passed[dimension["Value"]["Ref"]]).pop()
            for metric, dimensions in alarm_metrics() if metric in ("Errors", "5xx")
            for dimension in dimensions
        }
        # What the console's function fails with, its HTTP API answers with.
        self.assertEqual(set(of_type(PLAIN, "AWS::Lambda::Function")), watched - {"ConsoleApi"} | {"Console"})
        self.assertIn("ConsoleApi", watched)

    def test_no_alarm_puts_a_number_into_an_array(self):
        # CloudWatch refuses that only when the stack is made: arrays in its expressions hold metrics alone.
        for name, alarm in of_type(NESTED["Monitoring"], "AWS::CloudWatch::Alarm").items():
            for part in alarm["Properties"].get("Metrics", []):
                self.assertNotRegex(part.get("Expression", ""), r"\[[^\]]*\b[0-9.]+\b[^\]]*\]", name)

    def test_nothing_is_counted_in_vain_and_nothing_watched_in_vain(self):
        # A metric costs money in each hour in which it is counted, whether or not anybody sees it.
        watched = {(dimensions[0]["Value"], metric) for metric, dimensions in alarm_metrics() if dimensions[0]["Name"] == "Service"}
        watched |= {(dimensions["Service"], metric) for metric, dimensions in dashboard_metrics() if "Service" in dimensions}
        counted = counters()
        services = {module: as_list({"labeling": ["labeling", "keeper"], "aws": ["triage"]}.get(module, module)) for module, _ in counted}
        for module, metric in sorted(counted):
            self.assertTrue({(service, metric) for service in services[module]} & watched, f"{module} counts {metric} in vain")
        for service, metric in sorted(watched):
            self.assertTrue({(module, metric) for module in services if service in services[module]} & counted, f"nobody counts {metric} of {service}")

    def test_all_counting_is_seen_by_the_test_above(self):
        # Names stand where they are counted, so that a reader of the text finds them.
        for path in (boardsift.ROOT / "functions").glob("*/src/main/**/*.java"):
            for argument in re.findall(r"elemetry(?:\(\"\w+\"\))?\s*\.count\(\s*([\w.]+)", path.read_text()):
                self.assertIn(argument, ("Map.of", "counts"), path.name)

    def test_the_costs_name_all_that_is_counted(self):
        often = cost_script().counted(1, 0.1)
        rarely = cost_script().RARELY_COUNTED
        paid = {(service, metric) for part in (often, rarely) for service, metrics in part.items() for metric in metrics}
        watched = {(dimensions[0]["Value"], metric) for metric, dimensions in alarm_metrics() if dimensions[0]["Name"] == "Service"}
        watched |= {(dimensions["Service"], metric) for metric, dimensions in dashboard_metrics() if "Service" in dimensions}
        self.assertEqual(watched, paid)

    def test_no_counter_has_a_dimension_of_its_own(self):
        # Each value would be one more metric.
        telemetry = (boardsift.ROOT / "functions/aws/src/main/java/io/boardsift/aws/Telemetry.java").read_text()
        self.assertEqual(["Service"], re.findall(r'DimensionSet\.of\("?(\w+)', telemetry))

    def test_the_dashboard_asks_only_logs_that_are_there(self):
        passed = PLAIN["Resources"]["Monitoring"]["Properties"]["Parameters"]
        groups = of_type(PLAIN, "AWS::Logs::LogGroup")
        queries = [widget["properties"]["query"] for widget in dashboard()["widgets"] if widget["type"] == "log"]
        self.assertEqual(2, len(queries))
        for query in queries:
            log = re.match(r"SOURCE '(\w+)' ", query)[1]
            self.assertIn(boardsift.references(passed[log]).pop(), groups)

    def test_every_alarm_has_its_section_in_the_runbook(self):
        runbook = (boardsift.ROOT / "docs" / "RUNBOOK.md").read_text()
        for name in of_type(NESTED["Monitoring"], "AWS::CloudWatch::Alarm"):
            self.assertIn(f"`{name.removesuffix('Alarm')}`", runbook)

    def test_every_alarm_tells_the_one_topic(self):
        for name, alarm in of_type(NESTED["Monitoring"], "AWS::CloudWatch::Alarm").items():
            self.assertEqual([{"Ref": "Alarms"}], alarm["Properties"]["AlarmActions"], name)

    def test_messages_stay_hidden_for_six_times_as_long_as_their_function_may_take(self):
        for name, mapping in of_type(PLAIN, "AWS::Lambda::EventSourceMapping").items():
            function = mapping["Properties"]["FunctionName"]["Ref"].removesuffix("Aliaslive")
            timeout = PLAIN["Resources"][function]["Properties"]["Timeout"]
            queue = boardsift.references(mapping["Properties"]["EventSourceArn"]).pop()
            self.assertGreaterEqual(PLAIN["Resources"][queue]["Properties"]["VisibilityTimeout"], 6 * timeout, name)
            self.assertEqual(["ReportBatchItemFailures"], mapping["Properties"]["FunctionResponseTypes"], name)
            self.assertIn("MaximumConcurrency", mapping["Properties"]["ScalingConfig"], name)

    def test_an_answer_can_be_changed_for_longer_than_it_rests_after_a_failure(self):
        visibility = PLAIN["Resources"]["VerdictsQueue"]["Properties"]["VisibilityTimeout"]
        grace = boardsift.read(boardsift.TEMPLATE)["Parameters"]["GraceSeconds"]
        self.assertGreater(int(grace["Default"]), visibility)
        allowed = [s for s in range(1, 90000) if re.fullmatch(grace["AllowedPattern"], str(s))]
        self.assertGreater(min(allowed), visibility)
        self.assertEqual(86400, max(allowed))
        environment = PLAIN["Resources"]["Verdicts"]["Properties"]["Environment"]["Variables"]
        self.assertEqual(visibility, environment["VERDICTS_VISIBILITY_SECONDS"])

    def test_functions_run_java_25_from_snapshots_behind_an_alias(self):
        functions = of_type(PLAIN, "AWS::Lambda::Function")
        aliases = of_type(PLAIN, "AWS::Lambda::Alias")
        self.assertEqual(len(functions), len(aliases))
        for name, function in functions.items():
            self.assertEqual("java25", function["Properties"]["Runtime"], name)
            self.assertEqual({"ApplyOn": "PublishedVersions"}, function["Properties"]["SnapStart"], name)
        for name, mapping in of_type(PLAIN, "AWS::Lambda::EventSourceMapping").items():
            self.assertIn("Alias", str(mapping["Properties"]["FunctionName"]), name)
        notified = PLAIN["Resources"]["MadePhotosBucket"]["Properties"]["NotificationConfiguration"]
        self.assertEqual({"Ref": "TriageAliaslive"}, notified["LambdaConfigurations"][0]["Function"])

    def test_a_changed_parameter_publishes_a_new_version(self):
        parameters = set(boardsift.read(boardsift.TEMPLATE)["Parameters"])
        versions = of_type(PLAIN, "AWS::Lambda::Version").values()
        for name, function in of_type(PLAIN, "AWS::Lambda::Function").items():
            what_it_is = [function["Properties"]["Environment"], function["Properties"]["Architectures"]]
            used = boardsift.references(what_it_is) & parameters
            version = next(v for v in versions if v["Properties"]["FunctionName"] == {"Ref": name})
            described = boardsift.references(version["Properties"]["Description"])
            self.assertLessEqual(used, described, name)

    def test_a_versions_description_is_never_too_long(self):
        parameters = boardsift.read(boardsift.TEMPLATE)["Parameters"]
        for name, version in of_type(PLAIN, "AWS::Lambda::Version").items():
            for description in branches(version["Properties"]["Description"]):
                text, values = description["Fn::Sub"], {}
                if isinstance(text, list):
                    text, values = text
                longest = re.sub(
                    r"\$\{(\w+)}",
                    lambda found: "99999" if found[1] in values else "x" * longest_value(parameters[found[1]]), text
                )
                self.assertLessEqual(len(longest), 256, name)

    def test_each_function_has_the_settings_that_it_cannot_do_without(self):
        functions = boardsift.ROOT / "functions"
        sources = {
            "Triage": "triage/src/main/**/*.java",
            "Labeling": "labeling/src/main/**/Labeling*.java",
            "Keeper": "labeling/src/main/**/Keeper*.java",
            "Verdicts": "verdicts/src/main/**/*.java",
            "Console": "console/src/main/**/Console*.java",
        }
        for name, pattern in sources.items():
            text = "".join(path.read_text() for path in functions.glob(pattern))
            needed = set(re.findall(r'settings\s*\.(?:required|address)\(\s*"([A-Z_]+)"', text))
            given = set(PLAIN["Resources"][name]["Properties"]["Environment"]["Variables"])
            self.assertIn("RESULTS_BUCKET", needed, name)
            self.assertEqual(set(), needed - given, name)

    def test_the_answers_of_the_console_are_for_those_who_signed_in(self):
        paths = PLAIN["Resources"]["ConsoleApi"]["Properties"]["Body"]["paths"]
        for path, methods in paths.items():
            for method, operation in methods.items():
                secured = operation.get("security", []) not in ([], [{"NONE": []}])
                self.assertEqual(path.startswith("/api/"), secured, f"{method} {path}")

    def test_the_groups_are_those_that_the_console_asks_for(self):
        groups = of_type(PLAIN, "AWS::Cognito::UserPoolGroup").values()
        console = boardsift.ROOT / "functions/console/src/main/java/io/boardsift/console"
        asked = [re.findall(r'GROUP = "([^"]+)"', (console / name).read_text()) for name in ("Owners.java", "Reviewers.java")]
        self.assertEqual(sum(asked, []), [group["Properties"]["GroupName"] for group in groups])
        # Whoever is invited first is not locked out where the group is required.
        member, = of_type(PLAIN, "AWS::Cognito::UserPoolUserToGroupAttachment").values()
        self.assertEqual(("HasFirstReviewer", {"Ref": "ReviewersGroup"}), (member["Condition"], member["Properties"]["GroupName"]))

    def test_codes_are_asked_for_as_the_parameter_says(self):
        pool = PLAIN["Resources"]["Reviewers"]["Properties"]
        self.assertEqual({"Fn::If": ["RequiresCodes", "ON", {"Fn::If": ["AsksForCodes", "OPTIONAL", "OFF"]}]}, pool["MfaConfiguration"])
        self.assertEqual({"Fn::If": ["AsksForCodes", ["SOFTWARE_TOKEN_MFA"], {"Ref": "AWS::NoValue"}]}, pool["EnabledMfas"])
        # A forgotten password is replaced by a code that comes by mail.
        self.assertEqual([{"Name": "verified_email", "Priority": 1}], pool["AccountRecoverySetting"]["RecoveryMechanisms"])

    def test_the_pool_has_pages_only_with_a_domain_and_then_only_the_code_flow_and_one_way_back(self):
        client = PLAIN["Resources"]["ConsoleClient"]["Properties"]
        nothing = {"Ref": "AWS::NoValue"}
        back = {"Fn::If": ["HasSignInPages", [{"Fn::Sub": "${ConsoleAddress}"}], nothing]}
        self.assertEqual((back, back), (client["CallbackURLs"], client["LogoutURLs"]))
        self.assertEqual({"Fn::If": ["HasSignInPages", ["code"], nothing]}, client["AllowedOAuthFlows"])
        self.assertEqual({"Fn::If": ["HasSignInPages", ["openid"], nothing]}, client["AllowedOAuthScopes"])
        self.assertFalse(client["GenerateSecret"])
        for name in ("SignInPages", "SignInPagesLook"):
            self.assertEqual("HasSignInPages", PLAIN["Resources"][name]["Condition"])

    def test_pages_know_the_way_back_and_a_pool_has_one_domain(self):
        address, team = "https://abc.execute-api.eu-central-1.amazonaws.com/", "arn:aws:sagemaker:…"
        for values, accepted in (
            ({"SignInDomain": "plant"}, False), ({"SignInDomain": "plant", "ConsoleAddress": address}, True), ({"ConsoleAddress": address}, True),
            ({"SignInDomain": "plant", "ConsoleAddress": address, "LabelingJob": "ground-truth"}, False),
            ({"SignInDomain": "plant", "ConsoleAddress": address, "LabelingJob": "ground-truth", "WorkteamArn": team}, True),
            ({"LabelingJob": "ground-truth"}, True),
        ):
            self.assertEqual(accepted, is_accepted(values), values)

    def test_an_address_of_the_console_ends_in_a_slash(self):
        pattern = boardsift.read(boardsift.TEMPLATE)["Parameters"]["ConsoleAddress"]["AllowedPattern"]
        # Cognito compares the way back character for character, and the page names it with a slash.
        for address, allowed in (("https://a.example.com/", True), ("https://a.example.com/console/", True), ("https://a.example.com", False), ("http://a.example.com/", False), ("https://a.example.com/?x=/", False)):
            self.assertEqual(allowed, bool(re.fullmatch(pattern, address)), address)

    def test_only_verdicts_may_remove_versions(self):
        # Delete markers are versions, and removing a photo's own version would be for good.
        may = {name for name, s in statements(FULL) if s["Effect"] == "Allow" and "s3:DeleteObjectVersion" in as_list(s["Action"])}
        self.assertEqual({"VerdictsRole"}, may)

    def test_every_parameter_says_what_it_is_and_has_a_default_that_it_allows(self):
        for name, parameter in boardsift.read(boardsift.TEMPLATE)["Parameters"].items():
            self.assertGreater(len(parameter["Description"]), 20, name)
            self.assertIn("Default", parameter, name)
            if "AllowedPattern" in parameter:
                self.assertRegex(parameter["Default"], parameter["AllowedPattern"], name)
                self.assertIn("ConstraintDescription", parameter, name)
            elif "AllowedValues" in parameter:
                self.assertIn(parameter["Default"], parameter["AllowedValues"], name)
            else:
                self.assertLessEqual(parameter["MinValue"], parameter["Default"], name)
                self.assertLessEqual(parameter["Default"], parameter["MaxValue"], name)

    def test_every_parameter_is_in_one_group(self):
        template = boardsift.read(boardsift.TEMPLATE)
        groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
        grouped = [name for group in groups for name in group["Parameters"]]
        self.assertEqual(sorted(template["Parameters"]), sorted(grouped))

    def test_the_repository_of_applications_finds_its_files(self):
        about = boardsift.read(boardsift.TEMPLATE)["Metadata"]["AWS::ServerlessRepo::Application"]
        for key in ("LicenseUrl", "ReadmeUrl"):
            self.assertTrue((boardsift.ROOT / about[key]).is_file(), key)
        self.assertIn("Apache License", (boardsift.ROOT / about["LicenseUrl"]).read_text())
        self.assertEqual("Apache-2.0", about["SpdxLicenseId"])
        self.assertLessEqual(len(about["Description"]), 256)
        self.assertLessEqual(len(about["Labels"]), 10)

    def test_by_default_nothing_is_deleted_and_nothing_optional_costs_anything(self):
        parameters = boardsift.read(boardsift.TEMPLATE)["Parameters"]
        self.assertEqual("observe", parameters["Mode"]["Default"])
        self.assertEqual("none", parameters["Model"]["Default"])
        self.assertEqual("", parameters["ModelEndpoint"]["Default"])
        self.assertEqual("console", parameters["LabelingJob"]["Default"])
        self.assertEqual("UsesGroundTruth", PLAIN["Resources"]["GroundTruth"]["Condition"])
        self.assertEqual("UsesLabelStudio", PLAIN["Resources"]["LabelStudio"]["Condition"])

    def test_only_a_model_in_the_function_brings_its_layer_and_only_an_endpoint_the_right_to_ask_it(self):
        inside = boardsift.transformed(Model="in-function")
        self.assertEqual(["RunsModel", [{"Ref": layer_of(inside)}], {"Ref": "AWS::NoValue"}], layers(inside, "Triage"))
        self.assertEqual("RunsModel", inside["Resources"][layer_of(inside)]["Condition"])
        self.assertNotIn("Layers", inside["Resources"]["Console"]["Properties"])
        rights = inside["Resources"]["TriageRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        asking = [entry["Fn::If"][0] for entry in rights if "AskTheModel" in str(entry)]
        self.assertEqual(["AsksEndpoint"], asking)

    def test_a_prefix_and_a_key_are_those_of_an_existing_bucket(self):
        for bucket, prefix, key, accepted in (
            ("", "", "", True), ("plant-3", "", "", True), ("plant-3", "line2/", "arn:aws:kms:…", True),
            ("", "line2/", "", False), ("", "", "arn:aws:kms:…", False),
        ):
            values = {"PhotosBucket": bucket, "PhotosPrefix": prefix, "PhotosKeyArn": key}
            self.assertEqual(accepted, is_accepted(values), values)

    def test_who_uploads_may_do_nothing_else(self):
        own, keys = PLAIN["Resources"]["CamerasMayUpload"]["Properties"]["PolicyDocument"]["Statement"]
        self.assertEqual(["s3:PutObject", "s3:AbortMultipartUpload"], own["Action"])
        self.assertEqual({"Fn::Sub": "${MadePhotosBucket.Arn}/*"}, own["Resource"])
        self.assertEqual("HasKey", keys["Fn::If"][0])

    def test_of_an_existing_bucket_nothing_is_made_and_uploads_are_told_of_by_a_rule_alone(self):
        resources = PLAIN["Resources"]
        made = {name for name, r in resources.items() if "MadePhotosBucket" in boardsift.references(r.get("Properties", {})) | {name}}
        self.assertEqual({"MadePhotosBucket", "MadePhotosBucketPolicy", "CamerasMayUpload"}, made)
        self.assertEqual({"MakesBucket"}, {resources[name]["Condition"] for name in made})
        rule = resources["TriageUploads"]["Properties"]
        self.assertEqual({"Fn::If": ["UsesExistingBucket", "ENABLED", "DISABLED"]}, rule["State"])
        target, = rule["Targets"]
        self.assertEqual({"Ref": "TriageAliaslive"}, target["Arn"])
        self.assertEqual({"TriageFailures"}, boardsift.references(target["DeadLetterConfig"]))
        may_give_up = resources["UploadsMayBeGivenUp"]["Properties"]["PolicyDocument"]["Statement"]
        self.assertEqual(["UsesExistingBucket"], [s["Fn::If"][0] for s in may_give_up if "events.amazonaws.com" in str(s)])

    def test_rights_on_photos_end_at_the_prefix(self):
        on_photos = [
            resource
            for _, statement in statements(FULL) if statement["Effect"] == "Allow"
            for resource in as_list(statement["Resource"]) if "PhotosPrefix" in str(resource)
        ]
        self.assertGreaterEqual(len(on_photos), 5)
        for resource in on_photos:
            self.assertEqual("arn:${AWS::Partition}:s3:::${Bucket}/${PhotosPrefix}*", resource["Fn::Sub"][0])
        for _, statement in statements(FULL):
            if any(action in ("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObjectVersion") for action in as_list(statement["Action"])):
                for resource in as_list(statement["Resource"]):
                    self.assertTrue(resource in on_photos or "ResultsBucket" in str(resource), resource)

    def test_an_endpoint_is_named_exactly_where_one_is_asked(self):
        for model, endpoint, accepted in (
            ("none", "", True), ("in-function", "", True), ("endpoint", "boards", True),
            ("none", "boards", False), ("in-function", "boards", False), ("endpoint", "", False),
        ):
            values = {"Model": model, "ModelEndpoint": endpoint}
            self.assertEqual(accepted, is_accepted(values), values)

    def test_what_only_label_studio_needs_is_allowed_only_with_it(self):
        only = ("NoteWhatLabelStudioHas", "KeepCopiesWhereThereIsNoPreview", "CopyPhotos", "ReadTheToken", "NoteWhatWasAnswered", "SendAnswers")
        found = set()
        for name in ("LabelingRole", "KeeperRole"):
            for entry in PLAIN["Resources"][name]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]:
                sids = {statement["Sid"] for statement in branches(entry)}
                if sids & set(only):
                    found |= sids
                    self.assertEqual("UsesLabelStudio", entry["Fn::If"][0])
        self.assertEqual(set(only), found)

    def test_names_that_have_to_be_unique_carry_the_stacks_name(self):
        for template in (PLAIN, *NESTED.values()):
            for name, resource in template["Resources"].items():
                for key in ("BucketName", "QueueName", "FunctionName", "TopicName", "RoleName", "LogGroupName", "DashboardName", "WorkteamName", "AlarmName"):
                    value = resource.get("Properties", {}).get(key)
                    if value is not None and resource["Type"] not in ("AWS::Lambda::Alias", "AWS::Lambda::Version", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Permission"):
                        self.assertRegex(str(value), "AWS::StackName|Name", f"{name} {key}")


if __name__ == "__main__":
    unittest.main()
