"""Bad input: a message, exit code 2, nothing written."""
import unittest

from program import PLANT, TANK, ProgramTest


def changed(old, new):
    assert old in TANK
    return TANK.replace(old, new)


class BadInput(ProgramTest):
    def refuse(self, *arguments, says):
        """The program refuses, says so on stderr only, and leaves the folder as it was."""
        before = {path.name: path.read_bytes()[:1000] for path in self.folder.iterdir() if path.is_file()}
        ended = self.raffinate(*arguments)
        self.assertEqual(ended.returncode, 2, ended.stderr)
        self.assertEqual(ended.stdout, "")
        self.assertIn(says, ended.stderr)
        self.assertNotIn("internal error", ended.stderr)
        after = {path.name: path.read_bytes()[:1000] for path in self.folder.iterdir() if path.is_file()}
        self.assertEqual(after, before)

    def test_faults_of_a_flowsheet(self):
        faults = {
            "unknown key": (changed("volume: 1 m3", "volum: 1 m3"), 'unknown key "volum"'),
            "wrong dimension": (changed("volume: 1 m3", "volume: 1 m"), "expected a volume"),
            "missing species": (changed("NaOH: 10 %", "NaHO: 10 %"), 'no component or reagent named "NaHO"'),
            "unbalanced reaction": (
                TANK + "reactions: {wrong: {equation: WO3 = WO4-2, rate: {law: first_order, of: WO3, k: 1 1/s}, source: {assumption: test}}}\n",
                "does not balance"),
            "dangling port": (changed("  out: {from: tank.out, to: product}\n", ""), "leads nowhere"),
            "unknown unit type": (changed("stirred_tank", "stired_tank"), 'did you mean "stirred_tank"?'),
            "NaN": (changed("200 kg/h", ".nan"), "expected a mass flow"),
            "truncated file": (TANK[:150], "is never closed"),
            "empty file": ("", "the file is empty"),
            "binary file": ("\x00\x01\x02", "plant.yaml"),
        }
        for fault, (text, says) in faults.items():
            with self.subTest(fault):
                path = self.write(text)
                self.refuse("run", path, says=says)
                self.refuse("check", path, says=says)

    def test_a_huge_file(self):
        path = self.folder / "plant.yaml"
        with path.open("w") as file:
            for _ in range(100):
                file.write("# ten letters\n" * 75000)
        self.assertGreater(path.stat().st_size, 100_000_000)
        self.refuse("run", path, says="10 MB")

    def test_no_such_file(self):
        self.refuse("run", "absent.yaml", says="absent.yaml")
        self.refuse("run", self.folder, says="")
        self.refuse("report", "absent.h5", says="absent.h5")

    def test_an_earlier_result_survives(self):
        self.write("precious", "out.h5")
        self.refuse("run", self.write(TANK[:150]), "-o", "out.h5", says="never closed")

    def test_a_result_that_cannot_be_written(self):
        self.refuse("run", self.write(TANK), "-o", "absent/out.h5", says="absent/out.h5")

    def test_a_file_that_is_no_result_is_not_replaced(self):
        path = self.write(TANK)
        self.refuse("run", path, "-o", path, says="is no results file")
        self.assertEqual(path.read_text(), TANK)

    def test_a_plant_without_holdup(self):
        text = "run: {duration: 2 h}\nunits:\n  water: {type: feed, mass_flow: 1 kg/h, material: {}}\nstreams:\n  out: {from: water, to: product}\n"
        for command in ("run", "steady"):
            self.refuse(command, self.write(text), says="no unit holds anything")

    def test_a_window_that_is_none(self):
        self.assertEqual(self.raffinate("run", self.write(TANK)).returncode, 0)
        for window in ["0 h", "-3 h", "2 kg", "nan h"]:
            self.refuse("report", "plant.h5", f"--window={window}", says="--window")
        self.refuse("report", "plant.h5", "--window", "0 h", says='"0 h" is no time to average over')
        short = self.raffinate("report", "plant.h5", "--window", "1 s")
        self.assertEqual(short.returncode, 0, short.stderr)
        self.assertIn("is shorter than the output interval", short.stdout)

    def test_no_results_file(self):
        self.refuse("report", self.write("text", "out.h5"), says="out.h5")

    def test_wrong_options(self):
        path = self.write(TANK)
        self.refuse("run", path, "--until", "2 kg", says="--until")
        self.refuse("run", path, "--until", "-2 h", says="--until")
        self.refuse("run", path, "--until", "nan h", says="--until")
        self.refuse("run", path, "--set", "units.tank.volume=2 kg", says="expected a volume")
        self.refuse("run", path, "--set", "units.tnk.volume=2 m3", says='did you mean "tank"?')
        self.refuse("run", path, "--set", "nonsense", says="path=value")
        self.refuse("run", path, "--fast", says="--fast")
        self.refuse("run", says="flowsheet")
        self.refuse("ran", path, says="")
        self.refuse("describe", "stired_tank", says='did you mean "stirred_tank"?')
        self.refuse("list", "things", says="things")
        self.refuse("descibe", says='no command "descibe"')
        self.refuse("descibe", says='did you mean "describe"?')
        self.refuse("frobnicate", says="commands: run, ")
        self.refuse("run", "--bogus", says='run has no option "--bogus"')
        self.refuse("run", path, "--untill=2 h", says='did you mean "--until"?')
        self.refuse("run", path, "--until", "", says="expected a value after --until")
        self.refuse("run", path, "--until=", says='expected a value after "--until="')
        self.refuse("run", path, "-o", "", says="expected a value after -o")
        self.refuse("run", path, "--checkpoint", "0 min", says="no time between restart points")
        self.refuse("run", path, "--set", "units.tank.volume=", says="expected a value after")
        self.refuse("run", path, "--set", "tank.volume=2 m3", says='did you mean "units.tank.volume"?')
        self.refuse("speciate", "Na=-1", says="too small")
        self.refuse("run", PLANT, "--set", "units.leach_1.volume=3 kg", says="leach_1.volume")


if __name__ == "__main__":
    unittest.main()
