"""Boardsift's template as CloudFormation gets it: transformed by SAM, with its nested templates."""

import json
import os
import re
import sys
from pathlib import Path

import boto3
import yaml
from samtranslator.parser.parser import Parser
from samtranslator.public.translator import ManagedPolicyLoader
from samtranslator.translator.translator import Translator

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "template.yaml"


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms, such as !Ref."""


def _short_form(loader, tag, node):
    name = tag if tag in ("Ref", "Condition") else "Fn::" + tag
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if tag == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


_Loader.add_multi_constructor("!", _short_form)


def read(path):
    return yaml.load(Path(path).read_text(), _Loader)


class _NoManagedPolicies(ManagedPolicyLoader):
    """Every function has a role of its own, so that SAM needs no policy of AWS's."""

    def __init__(self):
        super().__init__(None)
        self._policy_map = {}

    def load(self):
        return {}


def transformed(**parameters):
    """The template after SAM's transform, for given parameter values, nested stacks beside it."""
    template = read(TEMPLATE)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            zip_file = resource["Properties"]["CodeUri"]
            resource["Properties"]["CodeUri"] = "s3://code/" + os.path.basename(zip_file)
        elif resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = "s3://code/layer.zip"
        elif resource["Type"] == "AWS::CloudFormation::Stack":
            location = resource["Properties"]["TemplateURL"]
            resource["Properties"]["TemplateURL"] = "https://s3.amazonaws.com/code/" + location
    defaults = {name: p.get("Default") for name, p in template["Parameters"].items()}
    translator = Translator({}, Parser(), boto_session=boto3.session.Session(region_name="eu-central-1"))
    return json.loads(json.dumps(translator.translate(template, {**defaults, **parameters})))


def nested(template):
    """The templates of the nested stacks, by logical name."""
    return {
        name: read(ROOT / resource["Properties"]["TemplateURL"].removeprefix("https://s3.amazonaws.com/code/"))
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::CloudFormation::Stack"
    }


def references(value):
    """The logical names that a value refers to."""
    if isinstance(value, dict):
        found = set()
        for key, inner in value.items():
            if key == "Ref":
                found.add(inner)
            elif key == "Fn::GetAtt":
                found.add(inner[0] if isinstance(inner, list) else inner.split(".")[0])
            elif key == "Fn::Sub":
                text = inner if isinstance(inner, str) else inner[0]
                found |= {name.split(".")[0] for name in re.findall(r"\$\{([^!}][^}]*)\}", text)}
            if key != "Ref":
                found |= references(inner)
        return found
    if isinstance(value, list):
        return set().union(*(references(inner) for inner in value))
    return set()


def cycles(template):
    """The circles of references among resources, each a list of logical names."""
    resources = template["Resources"]
    needs = {}
    for name, resource in resources.items():
        depends = resource.get("DependsOn", [])
        depends = [depends] if isinstance(depends, str) else depends
        needs[name] = (references(resource.get("Properties", {})) | set(depends)) & set(resources)
    found, done = [], set()

    def walk(name, path):
        if name in path:
            found.append(path[path.index(name):] + [name])
        elif name not in done:
            for needed in sorted(needs[name]):
                walk(needed, path + [name])
            done.add(name)

    for name in resources:
        walk(name, [])
    return found


if __name__ == "__main__":
    json.dump(transformed(), sys.stdout, indent=1)
