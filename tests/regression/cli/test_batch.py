"""Batches and lots inside a continuous plant: several batches, balances closed, the same bytes again."""
import json
import pathlib
import os
import unittest

import h5py

from program import ProgramTest

PLANT = pathlib.Path(os.environ["FLOWSHEETS"]) / "batch-leach.yaml"


class Batch(ProgramTest):
    def run_plant(self, output):
        ended = self.raffinate("run", PLANT, "-o", output, "--until", "20 h", "--json")
        self.assertEqual(ended.returncode, 0, ended.stderr + ended.stdout)
        return json.loads(ended.stdout)

    def texts(self, output, unit):
        with h5py.File(self.folder / output) as file:
            units = file["events/unit"].asstr()[()]
            return [text for text, where in zip(file["events/text"].asstr()[()], units) if where == unit]

    def test_batches_follow_each_other_and_close(self):
        report = self.run_plant("batch.h5")
        batches = sum(text.startswith("step 1 of 7") for text in self.texts("batch.h5", "reactor"))
        self.assertGreaterEqual(batches, 3)
        self.assertEqual(self.texts("batch.h5", "calcine")[:2], ["lot hard_scrap begins", "lot tool_bits begins"])
        for gap in [*report["closure"]["elements"].values(), report["closure"]["charge"], report["closure"]["enthalpy"]]:
            self.assertLessEqual(abs(gap), 1e-9)

    def test_events_come_at_the_same_times_again(self):
        self.run_plant("one.h5")
        self.run_plant("two.h5")
        with h5py.File(self.folder / "one.h5") as one, h5py.File(self.folder / "two.h5") as two:
            for name in ("events/time", "state"):
                self.assertEqual(one[name][()].tobytes(), two[name][()].tobytes())


if __name__ == "__main__":
    unittest.main()
