"""CloudWatch's metric math, as far as infra/monitoring.yaml uses it, and what an alarm makes of it.

A series is a list of values, one a period; None where there is no data. Written from
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html; it was not compared with
CloudWatch. Where a value is missing and nothing fills it, the result is missing.
"""

import operator
import re

TOKEN = re.compile(r"\s*(>=|<=|==|!=|[-+*/(),<>]|\d+(?:\.\d+)?|[A-Za-z_]\w*)")
COMPARISONS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne}
SUMS = {"+": operator.add, "-": operator.sub}
PRODUCTS = {"*": operator.mul, "/": operator.truediv}
LOGIC = {"AND": lambda a, b: bool(a) and bool(b), "OR": lambda a, b: bool(a) or bool(b)}
# Each level binds closer than the one before.
LEVELS = (LOGIC, COMPARISONS, SUMS, PRODUCTS)
THRESHOLDS = {"GreaterThanThreshold": operator.gt, "LessThanThreshold": operator.lt}
STATISTICS = {"Sum": sum, "Maximum": max, "Minimum": min}


def evaluate(expression, series):
    """The series that an expression makes of others, which it names by their ids; all are of the same length."""
    tokens = TOKEN.findall(expression)
    if "".join(tokens) != re.sub(r"\s", "", expression):
        raise ValueError(f"not understood: {expression}")
    length = len(next(iter(series.values())))
    reader = _Reader(tokens, series, length)
    result = reader.binary(0)
    if reader.tokens:
        raise ValueError(f"not understood from {reader.tokens[0]} on: {expression}")
    return result


class _Reader:
    def __init__(self, tokens, series, length):
        self.tokens, self.series, self.length = tokens, series, length

    def take(self, expected=None):
        token = self.tokens.pop(0)
        if expected and token != expected:
            raise ValueError(f"{token} in the place of {expected}")
        return token

    def binary(self, level):
        if level == len(LEVELS):
            return self.value()
        left = self.binary(level + 1)
        while self.tokens and self.tokens[0] in LEVELS[level]:
            operation = LEVELS[level][self.take()]
            right = self.binary(level + 1)
            left = [_apply(operation, a, b) for a, b in zip(left, right)]
        return left

    def value(self):
        token = self.take()
        if token == "(":
            inside = self.binary(0)
            self.take(")")
            return inside
        if token[0].isdigit():
            return [float(token)] * self.length
        if token in ("IF", "FILL"):
            arguments = self.arguments()
            if token == "FILL":
                values, fillings = arguments
                return [filling if value is None else value for value, filling in zip(values, fillings)]
            return [None if test is None else yes if test else no for test, yes, no in zip(*arguments)]
        return self.series[token]

    def arguments(self):
        self.take("(")
        found = [self.binary(0)]
        while self.tokens[0] == ",":
            self.take()
            found.append(self.binary(0))
        self.take(")")
        return found


def _apply(operation, a, b):
    if a is None or b is None or operation is operator.truediv and b == 0:
        return None
    return float(operation(a, b))


def periods(samples, statistic, seconds, count):
    """
    What CloudWatch makes of samples: a value for each of so many periods. Samples are told by the minute, which counts
    from the first period's beginning.
    """
    buckets = [[] for _ in range(count)]
    for minute, value in samples.items():
        buckets[minute * 60 // seconds].append(value)
    return [STATISTICS[statistic](bucket) if bucket else None for bucket in buckets]


def is_raised(alarm, samples):
    """
    Whether an alarm, given by its properties, is raised at the end of the periods that it looks at.

    @param samples by the ids of its metrics, or by "" if it watches one metric without a name
    """
    count = alarm["EvaluationPeriods"]
    if "DatapointsToAlarm" in alarm:
        raise ValueError("not understood: DatapointsToAlarm")
    if "Metrics" in alarm:
        result, = (part for part in alarm["Metrics"] if part["ReturnData"])
        stats = {part["Id"]: part["MetricStat"] for part in alarm["Metrics"] if "MetricStat" in part}
        if set(samples) - set(stats):
            raise ValueError(f"the alarm has no {set(samples) - set(stats)}")
        series = {name: periods(samples.get(name, {}), stat["Stat"], stat["Period"], count) for name, stat in stats.items()}
        values = evaluate(result["Expression"], series)
    else:
        values = periods(samples.get("", {}), alarm["Statistic"], alarm["Period"], count)
    breaches = THRESHOLDS[alarm["ComparisonOperator"]]
    missing = {"notBreaching": False, "breaching": True}[alarm["TreatMissingData"]]
    return all(missing if value is None else breaches(value, alarm["Threshold"]) for value in values)
