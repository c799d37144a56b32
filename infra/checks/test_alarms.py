"""Each alarm is raised by what it is there for, and by nothing else. Run by infra/checks/run."""

import unittest

import metric_math
import template as boardsift

RESOURCES = boardsift.nested(boardsift.transformed())["Monitoring"]["Resources"]
ALARMS = {
    name.removesuffix("Alarm"): resource["Properties"]
    for name, resource in RESOURCES.items() if resource["Type"] == "AWS::CloudWatch::Alarm"
}
DAY = 24 * 60


def once(value=1, minute=0):
    """One sample."""
    return {minute: value}


def each_minute(value, minutes, first=0):
    """A sample a minute, as SQS tells of its queues while they are in use."""
    return {minute: value for minute in range(first, first + minutes)}


def on(samples):
    """Samples of an alarm's only metric."""
    return {"": samples}


NOTHING = {}
# A count of one is an alarm; none, and a zero, are not.
COUNTED = ([on(once())], [NOTHING, on(once(0))])
DEAD_LETTERS = ([on(each_minute(1, 1))], [NOTHING, on(each_minute(0, 1))])
FAILED = (
    [{"errors": once()}, {"throttled": once()}, {"messages": once()}, {"errors": once(0), "throttled": once(0), "messages": once()}],
    [NOTHING, {"errors": once(0), "throttled": once(0)}],
)
# At least ten were checked, and more than one of twenty was wrong.
ERRS = (
    [{"checked": once(10), "wrong": once(1)}, {"checked": {0: 9, DAY - 1: 9}, "wrong": {0: 0, DAY - 1: 1}}],
    [NOTHING, {"checked": once(9), "wrong": once(9)}, {"checked": once(20), "wrong": once(1)}, {"checked": once(10), "wrong": once(0)}],
)


def stands_still(minutes):
    """Of a queue: messages are there, visible or hidden, and none leaves."""
    return (
        [
            {"visible": each_minute(2, minutes), "hidden": each_minute(0, minutes), "left": each_minute(0, minutes)},
            # A function that fails on a message hides it until it is taken again.
            {"visible": each_minute(0, minutes), "hidden": each_minute(1, minutes)},
            {"visible": each_minute(1, minutes // 2), "hidden": each_minute(1, minutes - minutes // 2, minutes // 2)},
        ],
        [
            NOTHING,
            {"visible": each_minute(0, minutes), "hidden": each_minute(0, minutes)},
            {"visible": each_minute(200, minutes), "left": once(1, minutes - 1)},
            {"visible": each_minute(2, minutes * 3 // 4)},
        ],
    )


# Of each alarm, samples that raise it and samples that do not.
CASES = {
    "ReviewDeadLetters": DEAD_LETTERS,
    "TasksDeadLetters": DEAD_LETTERS,
    "VerdictsDeadLetters": DEAD_LETTERS,
    "TriageGivenUp": COUNTED,
    "ReviewWaits": stands_still(60),
    "TriageFailures": (
        [
            {"visible": each_minute(0, 30), "hidden": each_minute(1, 30)},
            {"visible": each_minute(7, 30), "hidden": each_minute(0, 30)},
        ],
        # One that was triaged at its second try, and others after it.
        [NOTHING, {"visible": each_minute(0, 30), "hidden": each_minute(1, 3) | each_minute(0, 9, 3) | each_minute(1, 18, 12)}],
    ),
    "TriageGivenUpWait": (
        [{"visible": each_minute(1, 60)}, {"visible": each_minute(0, 60), "hidden": each_minute(1, 60)}],
        # Labeling takes them within seconds; a sample may see one now and then.
        [NOTHING, {"visible": each_minute(0, 60) | once(3, 10), "hidden": each_minute(0, 60) | once(1, 40)}],
    ),
    "VerdictsWait": (
        [{"visible": each_minute(1, 60)}, {"visible": each_minute(1, 60), "left": each_minute(0, 60)}],
        [NOTHING, {"visible": each_minute(1, 60), "left": once(1, 30)}, {"visible": each_minute(1, 60) | once(0, 30)}],
    ),
    "TasksWait": stands_still(2 * DAY),
    "TriageErrors": (
        [{"calls": once(100), "errors": once(6)}, {"calls": once(2), "errors": once(2)}],
        [NOTHING, {"calls": once(100), "errors": once(5)}, {"calls": once(3), "errors": once(1)}, {"calls": once(100), "errors": once(0)}],
    ),
    "TriageSlow": ([on({0: 150, 3: 50_001})], [NOTHING, on({0: 150, 3: 50_000})]),
    "EventsWait": ([on(once(600_001))], [NOTHING, on(once(600_000))]),
    "FailuresNotKept": COUNTED,
    "UnknownEvents": COUNTED,
    "LabelingErrors": FAILED,
    "VerdictsErrors": FAILED,
    "KeeperErrors": COUNTED,
    "ConsoleErrors": COUNTED,
    "RulesRefused": COUNTED,
    "DeletionsStopped": COUNTED,
    "PhotosForgotten": COUNTED,
    # The keeper tells every ten minutes, and says nothing of a bucket that has all.
    "BucketLacks": ([on({0: 1, 10: 1, 20: 1}), on(once(2, 25))], [NOTHING]),
    "MemoryUnreadable": COUNTED,
    "MemoryNotWritten": COUNTED,
    "ModelFailed": ([on({0: 3, 59: 3})], [NOTHING, on({0: 3, 59: 2})]),
    "ModelErrs": ERRS,
    "RulesErr": ERRS,
    # The one alarm that takes silence for a fault: no keeper, no job.
    "LabelingJob": ([NOTHING, on(each_minute(0, 180))], [on(each_minute(0, 179) | once(1, 179)), on(once(1, 130))]),
}


class AlarmsTest(unittest.TestCase):
    def test_there_are_cases_of_every_alarm(self):
        self.assertEqual(set(ALARMS), set(CASES))

    def test_each_is_raised_by_what_it_is_there_for(self):
        for name, (raising, _) in CASES.items():
            for samples in raising:
                self.assertTrue(metric_math.is_raised(ALARMS[name], samples), f"{name} is silent at {samples}")

    def test_each_is_silent_otherwise(self):
        for name, (_, quiet) in CASES.items():
            for samples in quiet:
                self.assertFalse(metric_math.is_raised(ALARMS[name], samples), f"{name} is raised at {samples}")

    def test_every_metric_of_an_expression_matters(self):
        for name, alarm in ALARMS.items():
            for part in alarm.get("Metrics", []):
                named = [samples for cases in CASES[name] for samples in cases if part["Id"] in samples]
                changed = [s for s in named if metric_math.is_raised(alarm, s) != metric_math.is_raised(alarm, {k: v for k, v in s.items() if k != part["Id"]})]
                if "MetricStat" in part:
                    self.assertTrue(changed, f"{name}: nothing shows what {part['Id']} is for")


class MetricMathTest(unittest.TestCase):
    def evaluated(self, expression, **series):
        return metric_math.evaluate(expression, series)

    def test_what_is_missing_stays_missing_unless_it_is_filled(self):
        self.assertEqual([3, None, None], self.evaluated("a + b", a=[1, None, 1], b=[2, 2, None]))
        self.assertEqual([3, 2, 1], self.evaluated("FILL(a, 0) + FILL(b, 0)", a=[1, None, 1], b=[2, 2, None]))
        self.assertEqual([None], self.evaluated("IF(a > 1, 1, 0)", a=[None]))

    def test_products_before_sums_before_comparisons_before_logic(self):
        self.assertEqual([7], self.evaluated("a + b * c", a=[1], b=[2], c=[3]))
        self.assertEqual([1], self.evaluated("a + b > c AND a == 1", a=[1], b=[2], c=[2]))
        self.assertEqual([0], self.evaluated("a + b > c AND a == 2", a=[1], b=[2], c=[2]))

    def test_a_division_by_zero_has_no_value(self):
        self.assertEqual([None, 2], self.evaluated("a / b", a=[1, 4], b=[0, 2]))
        self.assertEqual([0, 0.5], self.evaluated("IF(b >= 2, a / b, 0)", a=[1, 1], b=[0, 2]))

    def test_what_is_not_understood_is_refused(self):
        for expression in ("a ^ 2", "a +", "(a", "a b", "RATE(a)"):
            with self.assertRaises((ValueError, KeyError, IndexError), msg=expression):
                self.evaluated(expression, a=[1])


if __name__ == "__main__":
    unittest.main()
