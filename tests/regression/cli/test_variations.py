"""The reference plant as engineers change it: each run completes, closes, and leaves no inventory below zero."""
import json
import unittest

from program import PLANT, ProgramTest

CHANGES = {
    "moist scrap": ["units.scrap.material.composition.WC=82 %"],  # the rest is water
    "two thirds of the scrap": ["units.scrap.mass_flow=160 kg/h"],
    "a hot first leach": ["units.neutral_leach.heating.setpoint=97 degC"],
    "a large bleed": ["units.bleed_split.fraction=75 %"],
    "no magnesium": ["units.magnesium.maximum=0 kg/h"],
    "no peroxide": ["units.peroxide.maximum=0 kg/h"],
    "no acid trim": ["units.acid_trim_2.maximum=0 kg/h"],
    "a little cooling": ["units.roaster.heating.cooling=300 kW"],
    "concentrated acid": ["units.acid.material.composition={H2SO4: 98 %}"],
}


class Variations(ProgramTest):
    def report(self, changes):
        ended = self.raffinate("run", PLANT, "--json", *(word for change in changes for word in ("--set", change)))
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return json.loads(ended.stdout)

    def test_changes_that_engineers_try(self):
        for name, changes in CHANGES.items():
            with self.subTest(name):
                report = self.report(changes)
                self.assertEqual(report["status"], "complete")
                self.assertLess(max(abs(v) for v in report["closure"]["elements"].values()), 1e-9)
                self.assertLess(abs(report["closure"]["enthalpy"]), 1e-6)

    def test_a_roaster_that_overheats_says_so(self):
        warnings = self.report(["units.roaster.heating.cooling=0 W"])["warnings"]
        self.assertTrue(any("passed 1127 degC" in str(warning) for warning in warnings), warnings)


if __name__ == "__main__":
    unittest.main()
