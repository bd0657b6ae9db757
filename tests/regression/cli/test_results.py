"""What a run leaves behind: the report as JSON, equal bytes for equal runs, a readable file after kill -9."""
import json
import signal
import subprocess
import time
import unittest

import h5py

from program import PLANT, RAFFINATE, ProgramTest


class Results(ProgramTest):
    def run_plant(self, output, *arguments):
        ended = self.raffinate("run", PLANT, "-o", output, "--until", "2 h", "--json", *arguments)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return json.loads(ended.stdout)

    def state(self, name):
        with h5py.File(self.folder / name) as file:
            return file["state"][()].tobytes()

    def rows(self, name):
        """Output times in a file that is being written; 0 while it is not there or in the middle of a flush."""
        try:
            with h5py.File(name) as file:
                return len(file["time"])
        except (OSError, KeyError):
            return 0

    def test_equal_runs_give_equal_bytes(self):
        self.run_plant("one.h5")
        self.run_plant("two.h5")
        self.assertEqual(self.state("one.h5"), self.state("two.h5"))

    def test_set_changes_the_result_and_is_recorded(self):
        self.run_plant("one.h5")
        self.run_plant("two.h5", "--set", "units.leach_1.volume=4 m3")
        self.assertNotEqual(self.state("one.h5"), self.state("two.h5"))
        with h5py.File(self.folder / "two.h5") as file:
            manifest = {name: file["manifest"][name][()] for name in file["manifest"] if isinstance(file["manifest"][name], h5py.Dataset)}
            texts = " ".join(str(value) for value in [*manifest.values(), *file["manifest"].attrs.values()])
        self.assertIn("units.leach_1.volume=4 m3", texts)

    def test_report_as_json(self):
        printed = self.run_plant("one.h5")
        ended = self.raffinate("report", "one.h5", "--json")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertEqual(json.loads(ended.stdout), printed)
        self.assertEqual(printed["status"], "complete")
        self.assertLessEqual({"W", "Co"}, printed["recovery"].keys())
        self.assertTrue(printed["products"])
        for product in printed["products"].values():
            self.assertLessEqual({"mass_flow", "purity", "assay"}, product.keys())
            self.assertEqual({"value", "unit"}, product["mass_flow"].keys())
        self.assertIn("NaOH", printed["reagents"])
        for reagent in printed["reagents"].values():
            self.assertLessEqual({"value", "unit"}, reagent.keys())
        self.assertTrue(printed["utilities"])
        self.assertEqual({"elements", "charge", "enthalpy"}, printed["closure"].keys())
        self.assertLessEqual({"W", "Co", "Na", "O", "H"}, printed["closure"]["elements"].keys())
        for gap in [*printed["closure"]["elements"].values(), printed["closure"]["charge"]]:
            self.assertLessEqual(abs(gap), 1e-9)
        self.assertLessEqual(abs(printed["closure"]["enthalpy"]), 1e-6)
        self.assertLessEqual({"steps", "rhs", "jacobians", "states", "nonzeros", "wall_s"}, printed["solver"].keys())
        self.assertIsInstance(printed["warnings"], list)

    def test_a_killed_run_is_readable_and_says_so(self):
        path = self.folder / "killed.h5"
        run = subprocess.Popen([RAFFINATE, "run", PLANT, "-o", path, "--until", "100000 h"], cwd=self.folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            deadline = time.monotonic() + 60
            while self.rows(path) < 2 and run.poll() is None and time.monotonic() < deadline:
                time.sleep(0.2)
            time.sleep(1.0)  # another flush or two
            self.assertIsNone(run.poll(), "the run ended before it was killed")
        finally:
            run.send_signal(signal.SIGKILL)
            run.communicate()
        with h5py.File(path) as file:
            self.assertEqual(file.attrs["status"], "running")
            times = file["time"][()]
            self.assertGreater(len(times), 1)
            self.assertTrue((times[1:] > times[:-1]).all())
            self.assertEqual(len(file["state"]), len(times))
            self.assertFalse((file["state"][()] != file["state"][()]).any())
        ended = self.raffinate("report", path, "--json")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertEqual(json.loads(ended.stdout)["status"], "running")


if __name__ == "__main__":
    unittest.main()
