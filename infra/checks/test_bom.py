"""Whether the bill of materials names every library that functions and layers carry. All are made by
"mvn verify"; so run it first."""

import json
import unittest
import zipfile
from pathlib import PurePosixPath

import template as boardsift

BOM = boardsift.ROOT / "target" / "bom.json"


def libraries(archive):
    """The jars in a zip, without their folder and ending."""
    with zipfile.ZipFile(archive) as zipped:
        return {PurePosixPath(name).stem for name in zipped.namelist() if name.endswith(".jar")}


class BillOfMaterialsTest(unittest.TestCase):
    def test_every_library_that_is_deployed_is_in_the_bill_of_materials(self):
        listed = {f"{c['name']}-{c['version']}" for c in json.loads(BOM.read_text())["components"]}
        archives = sorted([*boardsift.ROOT.glob("functions/*/target/*.zip"), *boardsift.ROOT.glob("classifier/target/*.zip")])
        self.assertGreaterEqual(len(archives), 6)
        for archive in archives:
            self.assertEqual(set(), libraries(archive) - listed, archive.name)

    def test_the_image_library_is_in_it(self):
        named = {c["name"] for c in json.loads(BOM.read_text())["components"]}
        self.assertIn("leptonica", named)
