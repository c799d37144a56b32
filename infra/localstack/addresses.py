"""Gives the console's function an address, and tells where everything of the deployment is.

LocalStack's free edition has no HTTP API. A function URL sends the function the same payload, so it
stands in for one here; nobody has to sign in at it, which is why the template has none.
"""

import json
import os
import sys

import boto3

STACK = sys.argv[1]
RESOURCES = ("ReviewQueue", "TriageFailures", "TriageGivenUp", "TasksQueue", "VerdictsQueue",
             "ReviewDeadLetters", "TasksDeadLetters", "VerdictsDeadLetters",
             "TriageAgain", "Triage", "Labeling", "Keeper", "Verdicts", "Console",
             "TriageLogs", "LabelingLogs", "VerdictsLogs", "ConsoleLogs")


def console_url(function):
    """An address of the function without an alias, which can be told here that nobody signs in."""
    aws = boto3.client("lambda")
    environment = aws.get_function_configuration(FunctionName=function)["Environment"]
    environment["Variables"]["SIGN_IN_ENDPOINT"] = ""
    aws.update_function_configuration(FunctionName=function, Environment=environment)
    try:
        made = aws.create_function_url_config(FunctionName=function, AuthType="NONE")
    except aws.exceptions.ResourceConflictException:
        made = aws.get_function_url_config(FunctionName=function)
    return made["FunctionUrl"]


def main():
    cloudformation = boto3.client("cloudformation")
    stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    found = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    resources = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    found |= {r["LogicalResourceId"]: r["PhysicalResourceId"] for r in resources if r["LogicalResourceId"] in RESOURCES}
    found["ConsoleUrl"] = console_url(found["Console"])
    found["Endpoint"] = os.environ["AWS_ENDPOINT_URL"]
    if "--json" in sys.argv:
        print(json.dumps(found))
        return
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in stack["Parameters"]}
    aws = f"AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 \\\n    aws --endpoint-url {found['Endpoint']}"
    print(f"""Boardsift is up on LocalStack, in mode {parameters['Mode']}.

  Labeling console   {found['ConsoleUrl']}
  Photos bucket      {found['PhotosBucket']}
  Results bucket     {found['ResultsBucket']}

Upload a photo:

  {aws} s3 cp PHOTO.jpg s3://{found['PhotosBucket']}/camera-1/

It comes up in the console within seconds, or is deleted (only with Mode=delete). What was decided,
and what people say, lies in the results bucket:

  {aws} s3 ls --recursive s3://{found['ResultsBucket']}/

infra/localstack/down stops it; nothing is kept.""")


main()
