"""Whether each function's role allows what the function asks of AWS, and nothing else. What it asks
is written down by CallsTest while the function does all it can; so run "mvn verify" first."""

import json
import unittest

import template as boardsift
from test_template import as_list, branches

CALLS = boardsift.ROOT / "local" / "target" / "calls"
# With Label Studio as the labeling job, two functions ask for more: LabelStudioAnswersTest.
LABEL_STUDIO_CALLS = boardsift.ROOT / "functions" / "labeling" / "target" / "calls"
FULL = boardsift.transformed(
    LabelingJob="ground-truth", Model="endpoint", ModelEndpoint="boards", PhotosBucket="plant-3", PhotosKeyArn="arn:aws:kms:eu-central-1:111122223333:key/1"
)

DEAD_LETTERS = {
    "Labeling": "ReviewDeadLetters", "Keeper": "ReviewDeadLetters",
    "Verdicts": "VerdictsDeadLetters", "Console": "TasksDeadLetters",
}

# What a role may do besides: what Lambda itself does in the function's name, what others are let do
# by presigned addresses, what tells "missing" from "forbidden", and what only an optional part calls,
# which has tests of its own.
ALLOWED_BESIDES = {
    "Log", "TakeTasks", "TakeAnswers", "TakeFailures", "ShowPhotos", "TellMissingFromForbidden",
    "AskTheModel", "FindTheJob", "SeeWhetherTheJobRuns", "PublishToTheJob", "KeepTheJob", "GiveTheJobItsRole",
    "ReadTheToken", "DecryptPhotos", "UseTheKey", "TellOfAnswers", "SeeWhatTheBucketLacks",
}
BESIDES = {
    # Where Lambda itself puts what the function failed on.
    ("Triage", "sqs:SendMessage", "TriageFailures"),
    ("Keeper", "sqs:SendMessage", "ReviewDeadLetters"),
    # The job's claim, page and categories, and how far the sweep and the comparison have come.
    ("Keeper", "s3:GetObject", "ResultsBucket/labeling/*"),
    ("Keeper", "s3:PutObject", "ResultsBucket/labeling/*"),
}


def resource(value):
    """A statement's resource, as bucket/key pattern or as a queue's logical name."""
    if "Fn::GetAtt" in value:
        return value["Fn::GetAtt"][0] if isinstance(value["Fn::GetAtt"], list) else value["Fn::GetAtt"].split(".")[0]
    text = value["Fn::Sub"]
    if isinstance(text, list):  # which photos bucket: the one that exists, or the one that is made
        text = text[0].replace("arn:${AWS::Partition}:s3:::${Bucket}", "PhotosBucket").replace("${PhotosPrefix}", "")
    return text.replace("arn:${AWS::Partition}:s3:::${PhotosBucket}", "PhotosBucket").replace("${ResultsBucket.Arn}", "ResultsBucket")


def allowed(function):
    """What the function's role allows: action, resource, and the statement's name."""
    role = FULL["Resources"][function + "Role"]["Properties"]["Policies"][0]["PolicyDocument"]
    for entry in role["Statement"]:
        for statement in branches(entry):
            if statement["Sid"] in ALLOWED_BESIDES:
                continue
            for action in as_list(statement["Action"]):
                for value in as_list(statement["Resource"]):
                    yield action, resource(value)


def asked(function):
    """What the function asked for, in the template's terms."""
    names = {
        "review": "ReviewQueue", "tasks": "TasksQueue", "verdicts": "VerdictsQueue",
        "failures": "TriageFailures", "given-up": "TriageGivenUp",
        "dead-letters": DEAD_LETTERS.get(function), "photos": "PhotosBucket", "results": "ResultsBucket",
    }
    calls = json.loads((CALLS / (function.lower() + ".json")).read_text())
    if function in ("Labeling", "Keeper"):
        calls += json.loads((LABEL_STUDIO_CALLS / (function.lower() + ".json")).read_text())
    for call in calls:
        action, on = call.split(" ", 1)
        first, slash, key = on.partition("/")
        pattern = names[first]
        if slash:
            pattern += "/" + (key + "*" if key.endswith("/") or not key else key)
        yield action, pattern


class PermissionsTest(unittest.TestCase):
    def test_each_role_allows_what_its_function_asks_for_and_nothing_else(self):
        for function in ("Triage", "Labeling", "Verdicts", "Console", "Keeper"):
            with self.subTest(function):
                needed = {call for call in asked(function) if call[0] != "s3:ListBucket"}
                granted = set(allowed(function))
                self.assertEqual(set(), needed - granted, "asked for and not allowed")
                unused = {g for g in granted - needed if (function, *g) not in BESIDES and g[0] != "s3:ListBucket"}
                self.assertEqual(set(), unused, "allowed and never asked for")

    def test_who_lists_may_list(self):
        for function in ("Triage", "Labeling", "Verdicts", "Console", "Keeper"):
            role = FULL["Resources"][function + "Role"]["Properties"]["Policies"][0]["PolicyDocument"]
            actions = [a for e in role["Statement"] for s in branches(e) for a in as_list(s["Action"])]
            self.assertIn("s3:ListBucket", actions, function)


if __name__ == "__main__":
    unittest.main()
