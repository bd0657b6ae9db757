"""Plants with recycles that are hard to bring to rest, against balances and formulas worked out here.

Each flowsheet beside this file says what makes it hard and what the answer must be.
"""
import json
import math
import os
import pathlib
import unittest

import h5py

from program import ProgramTest

PLANTS = pathlib.Path(os.environ["FLOWSHEETS"])
HOUR = 3600.0
KG_H = 1 / HOUR  # [kg/s]
NACL = 58.44e-3  # [kg/mol], of the data of the program
NAOH = 39.997e-3
HCL = 36.458e-3
H2O2 = 34.014e-3
NA2WO4 = 293.816e-3
TIO2 = 79.865e-3


class Plant:
    """The last row of a results file."""

    def __init__(self, path):
        with h5py.File(path) as file:
            self.component = {name.decode(): index for index, name in enumerate(file["component"][()])}
            self.streams = {name: {key: table[-1] for key, table in stream.items()} for name, stream in file["streams"].items()}
            self.channels = {name: {key: table[-1] for key, table in unit.items() if isinstance(table, h5py.Dataset)}
                             for name, unit in file["units"].items()}
            self.states = dict(zip((name.decode() for name in file["state_names"][()]), file["state"][-1]))

    def flow(self, stream, component):
        """[mol/s]"""
        return self.streams[stream]["component_flow"][self.component[component]]

    def mass(self, stream, phase=""):
        """[kg/h]; phase: "liquid_", "solid_" or everything"""
        return self.streams[stream][phase + "mass_flow"] * HOUR

    def salinity(self, stream):
        """Chloride, as sodium chloride, by mass of the liquor."""
        return self.flow(stream, "Cl-") * NACL * HOUR / self.mass(stream, "liquid_")


def solve(matrix, right):
    """Solution of a small linear system, by elimination with pivoting."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    for k in range(len(rows)):
        pivot = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k])]
    result = [0.0] * len(rows)
    for k in reversed(range(len(rows))):
        rest = sum(rows[k][j] * result[j] for j in range(k + 1, len(rows)))
        result[k] = (rows[k][-1] - rest) / rows[k][k]
    return result


def set_point_error(flow, maximum, gain):
    """By how much a PI-controlled pump misses its set point: its limits are rounded over w = 1e-3 of the range, so
    that u - q = w^2/(4 (maximum - u)) - w^2/(4 u) remains far from both."""
    width = 1e-3 * maximum
    return (width ** 2 / (4 * (maximum - flow)) - width ** 2 / (4 * flow)) / gain


class Recycles(ProgramTest):
    # A phase leaves a thickener at f/(1 + (e/m)^2) instead of f, with e 0.1 % of the vessel and m at least 70 % of it.
    thickener = 1e-5

    def steady(self, name, exit_code=0, arguments=()):
        ended = self.raffinate("steady", PLANTS / f"{name}.yaml", "--json", "-o", "steady.h5", *arguments)
        self.assertEqual(ended.returncode, exit_code, ended.stderr)
        return json.loads(ended.stdout)

    def at_rest(self, name, arguments=()):
        report = self.steady(name, arguments=arguments)
        self.assertEqual(report["status"], "complete")
        self.assert_closed(report)
        self.assertIn("KINSOL", " ".join(report["path"]))
        return Plant(self.folder / "steady.h5")

    def assert_closed(self, report):
        for element, gap in report["closure"]["elements"].items():
            self.assertLessEqual(abs(gap), 1e-9, element)
        self.assertLessEqual(abs(report["closure"]["charge"]), 1e-9)

    def after(self, name, hours):
        """The same plant by its transient alone."""
        ended = self.raffinate("run", PLANTS / f"{name}.yaml", "-o", "run.h5", "--until", f"{hours} h")
        self.assertIn(ended.returncode, (0, 5), ended.stderr)
        return Plant(self.folder / "run.h5")

    def assert_near(self, value, expected, tolerance):
        self.assertLessEqual(abs(value - expected), tolerance * abs(expected), f"{value} instead of {expected}")

    # ------------------------------------------------------------------ at rest

    def test_bleed_of_a_thousandth(self):
        plant = self.at_rest("bleed_of_a_thousandth")
        self.assert_near(plant.mass("bleed"), 10.0, 1e-9)
        self.assert_near(plant.salinity("bleed"), 20e-6 * 1000 / 10, 1e-9)
        self.assert_near(plant.mass("thick"), 10000.0, 1e-9)

    def test_two_recycles_from_one_chain_of_splitters(self):
        plant = self.at_rest("two_recycles_one_chain")
        from_b = 150 / (1 - 0.6 - 0.4 * 0.95)
        salt_b = 0.02 * 50 / 150
        self.assert_near(plant.mass("b_out"), from_b, 1e-9)
        self.assert_near(plant.salinity("bleed"), salt_b, 1e-9)
        self.assert_near(plant.salinity("a_to_b"), 0.6 * from_b * salt_b / (0.6 * from_b + 100), 1e-9)

    def test_a_litre_beside_a_thousand_cubic_metres(self):
        plant = self.at_rest("stiff_and_slow")
        alkali = (60 * 0.04 / NAOH - 40 * 0.02 / HCL) * KG_H
        self.assert_near(plant.flow("bleed", "H+"), -alkali, 1e-9)
        self.assert_near(plant.flow("bleed", "Cl-"), 40 * 0.02 / HCL * KG_H, 1e-9)
        self.assert_near(plant.mass("mixed"), 1000.0, 1e-9)

    def test_solids_that_go_round_twenty_times(self):
        plant = self.at_rest("solids_recycle")
        self.assert_near(plant.mass("solids", "solid_"), 10.0, 1e-9)
        self.assert_near(plant.mass("thick", "solid_"), 200.0, 1e-9)
        self.assert_near(plant.mass("thick", "liquid_"), 300.0, self.thickener)
        self.assert_near(plant.mass("clear"), 75.0, self.thickener)

    def test_crystalliser_with_recycled_mother_liquor(self):
        plant = self.at_rest("mother_liquor")
        fed = 500 * 0.001
        leaving = plant.mass("bleed", "liquid_") + plant.mass("crystals", "liquid_")
        self.assert_near(plant.salinity("mother_liquor"), fed / leaving, 1e-9)
        self.assert_near(plant.channels["crystalliser"]["magma_solids"], 0.25, 1e-6)  # its limits are rounded as a pump's
        tungsten = sum(plant.flow(stream, name) for stream in ("bleed", "crystals") for name in ("WO4-2", "Na2WO4:2H2O"))
        self.assert_near(tungsten, 500 * 0.3 / NA2WO4 * KG_H, 1e-9)
        later = self.after("mother_liquor", 6000)
        for stream in ("crystals", "bleed", "vapour"):
            self.assert_near(later.mass(stream), plant.mass(stream), 1e-6)
        self.assert_near(later.channels["crystalliser"]["crystal_size"], plant.channels["crystalliser"]["crystal_size"], 1e-6)

    def test_counter_current_wash_of_five_stages(self):
        plant = self.at_rest("five_stage_wash")
        wash_ratio = 180 / 60
        lost = (wash_ratio - 1) / (wash_ratio ** 6 - 1)
        self.assert_near(plant.flow("residue", "Cl-") * NACL * HOUR, lost * 100 * 0.0001, 5 * self.thickener)

    def test_controllers_that_fight(self):
        plant = self.at_rest("fighting_controllers")
        self.assert_near(plant.channels["sour"]["pH"], 3 + set_point_error(plant.mass("acid_dose"), 100, 3), 1e-7)
        self.assert_near(plant.channels["alkaline"]["pH"], 10 - set_point_error(plant.mass("caustic_dose"), 100, 1), 1e-7)
        self.assert_near(plant.mass("effluent"), 500 + plant.mass("acid_dose") + plant.mass("caustic_dose"), 1e-9)
        later = self.after("fighting_controllers", 1000)
        for stream in ("acid_dose", "caustic_dose"):
            self.assert_near(later.mass(stream), plant.mass(stream), 1e-6)

    def test_neutral_point_without_a_buffer(self):
        plant = self.at_rest("neutral_without_buffer")
        excess = (100 * 0.0000729295 / HCL - 100 * 0.000079994 / NAOH) * KG_H
        self.assert_near(plant.flow("effluent", "H+"), excess, 1e-6)
        molality = excess / (plant.mass("effluent") * KG_H)
        activity = 0.965  # of H+ and of OH-, Debye and Hueckel at an ionic strength of 1e-3 mol/kg
        water = 1.008e-14  # Kw at 25 degC
        proton = molality / 2 + math.sqrt(molality ** 2 / 4 + water / activity ** 2)
        self.assertAlmostEqual(plant.channels["polish"]["pH"], -math.log10(activity * proton), delta=0.01)

    def test_tanks_that_start_nearly_empty(self):
        plant = self.at_rest("nearly_empty")
        k, through = 1e-4, 1.0
        for tank, stream in (("tank_1", "out_1"), ("tank_2", "out_2"), ("tank_3", "out_3")):
            turnover = plant.streams[stream]["volume_flow"] / plant.channels[tank]["volume"]
            through *= turnover / (turnover + k)
        fed = 500 * 0.001 / H2O2 * KG_H
        self.assert_near(plant.flow("effluent", "H2O2"), 0.5 * fed * through / (1 - 0.5 * through), 1e-9)
        self.assert_near(plant.mass("effluent"), 500.0, 1e-9)

    def test_a_pond_of_eleven_years(self):
        plant = self.at_rest("slow_pond")
        self.assert_near(plant.salinity("effluent"), 0.01, 1e-9)
        self.assertLess(abs(plant.states["pond.SO4-2"]), 1e-6)  # [mol], of 3.5 million
        self.assert_near(plant.mass("out"), 125.0, 1e-9)

    def test_a_pond_that_fills_up_for_six_years(self):
        # The day before its weir is reached, it looks like one that only fills.
        plant = self.at_rest("slow_pond", ("--set", "units.pond.filled=50 %"))
        self.assert_near(plant.salinity("effluent"), 0.01, 1e-9)
        self.assert_near(plant.mass("out"), 125.0, 1e-9)

    def test_a_pump_at_its_limit(self):
        plant = self.at_rest("pump_at_its_limit")
        self.assert_near(plant.mass("dose"), 10.0, 2e-3)  # the limit is rounded over 1e-3 of the range
        self.assertLess(plant.channels["tank"]["pH"], 12.0)
        self.assert_near(plant.mass("effluent"), 1000 + plant.mass("dose"), 1e-9)

    def test_four_loops_inside_each_other(self):
        plant = self.at_rest("nested_recycles")
        pulp = 200 * 0.9 * (1 - 0.45) / 0.45  # liquor that goes with the solids
        # Liquor flows, all in kg/h: crude c, overflows of the washes, loops behind the evaporator.
        over_2 = 400.0  # enters wash_2 with as much pulp liquor as leaves it
        recycled = 0.3 * 0.9
        # leach: 20 + 30 + over_1 + alkali = pulp + crude; stored s = (crude - 180)/(1 - 0.7); alkali = recycled * s
        stored, crude = solve([[0.3, -1.0], [-recycled, 1.0]], [-180.0, 20 + 30 + over_2 - pulp])
        self.assert_near(plant.mass("crude"), crude, self.thickener)
        self.assert_near(plant.mass("stored"), stored, self.thickener * crude / (crude - 180))
        # Chloride by mass fraction: leach and its thickener l, washes w1 and w2, evaporator and storage e.
        matrix = [[pulp + crude, -over_2, 0, -recycled * stored],
                  [-pulp, pulp + over_2, -over_2, 0],
                  [0, -pulp, pulp + over_2, 0],
                  [-crude, 0, 0, 0.3 * stored]]
        leach, wash_1, wash_2, evaporator = solve(matrix, [200 * 0.01, 0, 0, 0])
        for stream, expected in (("crude", leach), ("over_1", wash_1), ("residue", wash_2), ("bleed", evaporator)):
            self.assert_near(plant.salinity(stream), expected, 1e-4)  # flows within `thickener`, concentrated tenfold

    # ------------------------------------------------------------------ without a steady state

    def refused(self, name, arguments=()):
        status = self.steady(name, exit_code=3, arguments=arguments)["status"]
        self.assertTrue(status.startswith("failed: no steady state was found: "), status)
        return status.removeprefix("failed: no steady state was found: ").split("; ")

    def test_a_tank_that_only_fills(self):
        self.assertEqual(len(reasons := self.refused("fills_up")), 1, reasons)
        # 100 kg/h of water of 997 to 998 kg/m3 would be 0.100 m3/h
        self.assertRegex(reasons[0], r"^tank: the volume grows by 0\.10\d? m3/h: ")

    def test_an_impurity_without_an_outlet(self):
        moles = 100 * 0.0001 / NACL
        self.assertEqual(sorted(self.refused("no_outlet_for_an_impurity")),
                         [f"{element} in tank, evaporator grows by {moles:.3g} mol/h: what enters cannot leave" for element in ("Cl", "Na")])

    def test_solids_without_an_outlet(self):
        moles = 500 * 0.001 / TIO2
        self.assertEqual(self.refused("solids_without_outlet"),
                         [f"Ti in reactor, thickener grows by {moles:.3g} mol/h: what enters cannot leave"])

    def test_a_controller_that_swings(self):
        report = self.steady("swinging_controller", exit_code=5)
        self.assert_closed(report)
        self.assertIn("unstable", " ".join(finding["message"] for finding in report["findings"]))
        self.assertIn("growing modes", " ".join(report["path"]))

    def test_a_pump_that_is_switched_on_and_off_for_ever(self):
        # Newton's method does not find the point about which it swings; it must end by itself and say what swings.
        reasons = self.refused("swinging_controller", ("--set", "units.caustic.gain=1e12 kg/h"))
        self.assertRegex(reasons[0], r"^H\+ in tank_1 swings between -1\d\d and 1\d\d mol$")


if __name__ == "__main__":
    unittest.main()
