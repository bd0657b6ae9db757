"""Runs the program in an empty folder, for the tests beside this file."""
import os
import pathlib
import subprocess
import tempfile
import unittest

RAFFINATE = os.environ["RAFFINATE"]
PLANT = pathlib.Path(os.environ["FLOWSHEETS"]) / "carbide-roast-leach.yaml"

TANK = """\
title: One tank
run: {duration: 2 h, output_interval: 30 min}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
"""


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own, removed afterwards."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def raffinate(self, *arguments):
        return subprocess.run([RAFFINATE, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, timeout=120)

    def write(self, text, name="plant.yaml"):
        path = self.folder / name
        path.write_text(text)
        return path

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())
