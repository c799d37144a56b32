"""Whether what the console's page asks of Cognito is as AWS's own model of its API has it. What it asks is written down
by ConsoleSignInTest while people sign in, in a browser; so run "mvn verify" first."""

import json
import unittest

import boto3
from botocore.validate import ParamValidator

import template as boardsift

CALLS = boardsift.ROOT / "local" / "target" / "calls" / "cognito.json"


class SignInTest(unittest.TestCase):
    def test_every_request_is_one_that_the_model_knows(self):
        session = boto3.session.Session(region_name="eu-central-1")
        model = session.client("cognito-idp", aws_access_key_id="none", aws_secret_access_key="none").meta.service_model
        asked = set()
        for call in json.loads(CALLS.read_text()):
            (operation, request), = call.items()
            asked.add(operation)
            shape = model.operation_model(operation).input_shape
            report = ParamValidator().validate(request, shape)
            # A code that is too short is Cognito's to refuse, as that of any other length.
            self.assertFalse(report.has_errors(), f"{operation}: {report.generate_report()}")
        self.assertEqual(
            {
                "InitiateAuth", "RespondToAuthChallenge", "RevokeToken", "ForgotPassword", "ConfirmForgotPassword",
                "AssociateSoftwareToken", "VerifySoftwareToken", "SetUserMFAPreference",
            },
            asked,
        )


if __name__ == "__main__":
    unittest.main()
