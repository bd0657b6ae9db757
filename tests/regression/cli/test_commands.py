"""The words of the command line that other programs and checks rely on."""
import subprocess
import unittest

from program import PLANT, TANK, ProgramTest

COMMANDS = ["run", "steady", "sensitivity", "check", "describe", "report", "list", "speciate", "completion"]

DATABASE = """\
SOLUTION_MASTER_SPECIES
H   H+   -1  H   1.008
E   e-    1  0   0
O   H2O   0  O   16
Na  Na+   0  Na  22.99
Cl  Cl-   0  Cl  35.45
SOLUTION_SPECIES
H+ = H+; e- = e-
H2O = H2O; H2O = OH- + H+; log_k -14
Na+ = Na+; Cl- = Cl-
Na+ + Cl- = NaCl
  log_k -0.7
  -dw 1e-9
PHASES
Halite
  NaCl = Na+ + Cl-
  log_k 1.57
RATES
Halite
-start
10 SAVE 0
-end
"""


class Commands(ProgramTest):
    def succeed(self, *arguments):
        ended = self.raffinate(*arguments)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return ended.stdout

    def test_help_everywhere(self):
        text = self.succeed("--help")
        for command in COMMANDS:
            self.assertIn(command, text)
            self.assertIn("Usage", self.succeed(command, "--help"))
        for code in ["0 ok", "2 input error", "3 not solved", "4 balance not closed", "5 implausible", "70 internal error"]:
            self.assertIn(code, text)

    def test_version(self):
        self.assertRegex(self.succeed("--version"), r"\d+\.\d+\.\d+")

    def test_without_a_command_the_help_is_an_error(self):
        self.assertEqual(self.raffinate().returncode, 2)

    def test_list_and_describe(self):
        units = self.succeed("list", "units")
        for line in units.splitlines():
            name = line.split()[0]
            text = self.succeed("describe", name)
            self.assertTrue(text.startswith(name + ":"), text)
            self.assertIn("example:", text)
            if name != "controller":  # which no stream meets
                self.assertRegex(text, r"\n  outlet  \w+ ")
            self.assertIn(name, self.succeed("describe"))
        self.assertIn("WO4-2", self.succeed("list", "species"))
        self.assertIn("CoWO4 + 2 OH- = Co(OH)2 + WO4-2", self.succeed("list", "reactions"))

    def test_list_of_a_phreeqc_database(self):
        database = self.write(DATABASE, "small.dat")
        species = self.succeed("list", "species", "--database", database)
        self.assertRegex(species, r"NaCl +-0\.7000 +Na\+ \+ Cl- = NaCl +11")
        self.assertIn("Davies and extended Debye-Hueckel", species)
        self.assertRegex(species, r"RATES +1 entry")
        self.assertIn("SOLUTION_SPECIES -dw: diffusion in solutions is not modelled; line 13", species)
        self.assertRegex(self.succeed("list", "phases", "--database", database), r"Halite +1\.5700 +NaCl = Na\+ \+ Cl- +16")
        self.assertRegex(self.succeed("list", "elements", "--database", database), r"Na +Na\+ +0 +22\.9900")
        self.assertIn("phases", self.succeed("list", "--help"))

    def test_list_refuses_what_makes_no_sense(self):
        for words in [["units", "--database", "small.dat"], ["elements"]]:
            self.assertEqual(self.raffinate("list", *words).returncode, 2)
        ended = self.raffinate("list", "species", "--database", self.write(DATABASE.replace("Na+ + Cl-", "Na+ + Br-"), "small.dat"))
        self.assertEqual(ended.returncode, 2)
        self.assertRegex(ended.stderr, r"11:7  NaCl: species \"Br-\" is not defined")

    def test_check_counts_the_plant(self):
        self.assertRegex(self.succeed("check", PLANT), r"\d+ units, \d+ streams, \d+ components, \d+ states, \d+ nonzeros")
        self.assertEqual(self.files(), [])

    def test_completion_is_a_script_that_completes(self):
        script = self.write(self.succeed("completion"), "completion.bash")
        def complete(*words):
            program = (f"source {script}; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _raffinate; "
                       "printf '%s\\n' \"${COMPREPLY[@]}\"")
            ended = subprocess.run(["bash", "-c", program], capture_output=True, text=True, cwd=self.folder, timeout=60)
            self.assertEqual(ended.stderr, "")
            return ended.stdout.split()
        self.assertEqual(complete("raffinate", "des"), ["describe"])
        self.assertIn("--until", complete("raffinate", "run", "--u"))
        self.assertIn("stirred_tank", complete("raffinate", "describe", "stir"))
        self.assertIn("species", complete("raffinate", "list", "sp"))

    def test_messages_go_to_stderr_and_data_to_stdout(self):
        ended = self.raffinate("run", self.write(TANK))
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertIn("results in plant.h5", ended.stderr)
        self.assertNotIn("results in", ended.stdout)
        self.assertNotIn("\r", ended.stderr)  # plain lines when piped
        self.assertEqual(self.files(), ["plant.h5", "plant.yaml"])


if __name__ == "__main__":
    unittest.main()
