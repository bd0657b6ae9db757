"""Kills runs and takes them up again."""
import json
import random
import signal
import subprocess
import time
import unittest

from program import RAFFINATE, TANK, ProgramTest

LONG_TANK = TANK.replace("duration: 2 h, output_interval: 30 min", "duration: 3000 h, output_interval: 30 min")


class Restart(ProgramTest):
    def start(self, *arguments):
        return subprocess.Popen([RAFFINATE, *map(str, arguments)], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait_for(self, name):
        deadline = time.monotonic() + 60
        while not (self.folder / name).exists():
            self.assertLess(time.monotonic(), deadline, f"{name} did not appear")
            time.sleep(0.002)

    def test_a_run_killed_again_and_again_is_resumed_to_the_end_of_one_that_was_not(self):
        self.write(LONG_TANK)
        whole = self.raffinate("run", "plant.yaml", "-o", "whole.h5", "--json")
        self.assertEqual(whole.returncode, 0, whole.stderr)
        chance = random.Random(1)
        command = ["run", "plant.yaml", "-o", "out.h5", "--checkpoint", "every", "10", "min"]
        kills = 0
        for _ in range(6):
            run = self.start(*command)
            self.wait_for("out.h5.restart")
            time.sleep(chance.uniform(0, 0.15))
            run.send_signal(signal.SIGKILL)
            kills += run.wait() == -signal.SIGKILL
            command = ["resume", "out.h5"]
            if not (self.folder / "out.h5.restart").exists():
                break
        self.assertGreater(kills, 0)
        if (self.folder / "out.h5.restart").exists():
            resumed = self.raffinate("resume", "out.h5", "--json")
            self.assertEqual(resumed.returncode, 0, resumed.stderr)
        report = json.loads(self.raffinate("report", "out.h5", "--json").stdout)
        self.assertEqual(report["status"], "complete")
        expected = json.loads(whole.stdout)["products"]["out"]["mass_flow"]["value"]
        # At its steady state the tank gives what it gets; the tolerance of the runs is 1e-5.
        self.assertAlmostEqual(report["products"]["out"]["mass_flow"]["value"] / expected, 1, delta=1e-5)

    def test_a_live_run_is_left_alone(self):
        self.write(LONG_TANK.replace("3000 h", "300000 h"))
        run = self.start("run", "plant.yaml", "-o", "out.h5", "--checkpoint", "10 min")
        try:
            self.wait_for("out.h5.restart")
            for command in (["resume", "out.h5"], ["run", "plant.yaml", "-o", "out.h5"]):
                refused = self.raffinate(*command)
                self.assertEqual(refused.returncode, 2, refused.stderr)
                self.assertIn("a run is writing this file now", refused.stderr)
        finally:
            run.kill()
            run.wait()

    def test_a_changed_flowsheet_is_refused_by_its_values(self):
        self.write(TANK)
        self.assertEqual(self.raffinate("run", "plant.yaml", "-o", "out.h5").returncode, 0)
        self.write(TANK.replace("volume: 1 m3", "volume: 4 m3"))
        refused = self.raffinate("resume", "out.h5", "--until", "4 h")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("units.tank.volume: 1 m3 -> 4 m3", refused.stderr)

    def test_a_complete_run_is_extended_and_the_words_of_checkpoint_may_stand_anywhere(self):
        self.write(TANK)
        for words in (["--checkpoint", "every", "10", "min", "plant.yaml"], ["plant.yaml", "--checkpoint", "every 10 min"],
                      ["--checkpoint", "10min", "plant.yaml"]):
            run = self.raffinate("run", *words, "-o", "out.h5")
            self.assertEqual(run.returncode, 0, run.stderr)
        resumed = self.raffinate("resume", "out.h5", "--until", "4 h", "--json")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertEqual(json.loads(resumed.stdout)["window"]["end"]["value"], 4)
        refused = self.raffinate("run", "plant.yaml", "--checkpoint", "every", "often")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--checkpoint", refused.stderr)


if __name__ == "__main__":
    unittest.main()
