#!/usr/bin/env python3
"""Checks the keeper's CreateLabelingJob request, as a test has recorded it, against botocore's model
of SageMaker.

    check-request.py [functions/labeling/target/create-labeling-job.json]

Needs botocore. Exits with 1 and says what is wrong if SageMaker would not know the request.
"""
import json
import sys

import botocore
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator


def main(path="functions/labeling/target/create-labeling-job.json"):
    with open(path, encoding="utf-8") as file:
        request = json.load(file)
    model = ServiceModel(Loader().load_service_model("sagemaker", "service-2"))
    shape = model.operation_model("CreateLabelingJob").input_shape
    report = ParamValidator().validate(request, shape)
    if report.has_errors():
        sys.exit(f"{path}: {report.generate_report()}")
    print(f"{path} is a request that botocore {botocore.__version__} knows")


if __name__ == "__main__":
    main(*sys.argv[1:])
