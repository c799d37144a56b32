"""Schemathesis as infra/checks/api runs it: half of the requests are about photos that are there.

It makes up values that fit the file. No photo has a made-up name, and no day but today is counted. So what fits is
replaced by what also fits, and is there; what does not fit stays as it is.
"""

import datetime
import itertools
import json
import os
import re

import schemathesis

# Tasks and fingerprints of photos, read by infra/checks/api before.
with open(os.environ["BOARDSIFT_API_PHOTOS"]) as file:
    KNOWN = json.load(file)

TASKS = {task["id"]: task for task in KNOWN["tasks"]}
PHOTOS = KNOWN["photos"]

# The ids of the answers that stand, by the photos' ids.
GIVEN = {}

TURNS = itertools.count()

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LEASE = re.compile(r"[!-~]{1,1024}")
ID = re.compile(r"[0-9A-Za-z]{16,64}")
FINGERPRINT = re.compile(r"[0-9a-f]{32}")


def fits(value, pattern):
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_date(value):
    try:
        return fits(value, DATE) and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_photo(value):
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(name), str) and value[name] for name in ("bucket", "key"))
        and all(isinstance(value.get(name), (str, type(None))) for name in ("versionId", "eTag"))
        and (value.get("size") is None or is_number(value["size"]) and -1 <= value["size"] == int(value["size"]))
    )


def within(place):
    """A place that leads over the photo's edge ends there."""
    if isinstance(place, dict):
        for start, extent in (("x", "width"), ("y", "height")):
            values = place.get(start), place.get(extent)
            if all(is_number(value) and 0 <= value <= 1 for value in values):
                place = {**place, extent: values[1] * (1 - values[0])}
    return place


def in_words(body):
    """What the file says in words: a day is today, a place lies within the photo."""
    if is_date(body.get("day")):
        body["day"] = datetime.datetime.now(datetime.UTC).date().isoformat()
    defect = body.get("defect")
    if isinstance(defect, dict) and isinstance(defect.get("places"), list):
        body["defect"] = {**defect, "places": [within(place) for place in defect["places"]]}


def is_there(body, turn):
    """Names photos, leases and answers that are there; no two answers have one id."""
    task = list(TASKS.values())[turn % len(TASKS)]
    fingerprint = PHOTOS[turn % len(PHOTOS)]
    if is_photo(body.get("photo")):
        body["photo"] = {**body["photo"], **task["photo"]}
        if task["id"] in GIVEN and isinstance(body.get("replaces"), (str, type(None))):
            body["replaces"] = GIVEN[task["id"]]
    elif fits(body.get("photo"), FINGERPRINT):
        body["photo"] = fingerprint
    if fits(body.get("id"), ID):
        body["id"] = f"{turn:032}"
    if fits(body.get("lease"), LEASE):
        body["lease"] = task["lease"]
    for name, pattern, value in (("leases", LEASE, task["lease"]), ("photos", FINGERPRINT, fingerprint)):
        if isinstance(body.get(name), list):
            body[name] = [value if fits(one, pattern) else one for one in body[name]]


@schemathesis.hook
def before_call(context, case, kwargs):
    if not isinstance(case.body, dict):
        return
    body = dict(case.body)
    in_words(body)
    turn = next(TURNS)
    if turn % 2:
        is_there(body, turn // 2)
    case.body = body


@schemathesis.hook
def after_call(context, case, response):
    if response.status_code != 200 or not isinstance(case.body, dict):
        return
    if case.path == "/api/leases":
        TASKS.update((task["id"], task) for task in response.json()["tasks"])
    elif case.path in ("/api/answers", "/api/disputes"):
        photo = case.body["photo"]
        GIVEN[f"s3://{photo['bucket']}/{photo['key']}?versionId={photo['versionId']}"] = case.body["id"]
