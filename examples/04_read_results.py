#!/usr/bin/env python3
"""Lesson 4: results in Python. Needs only h5py (Debian: python3-h5py).

A results file explains itself: every dataset has a `units` attribute, all numbers are SI, and /component
and /element name the columns. This reads what lesson 2 wrote: 04_read_results.py leach_tank.h5
"""
import sys

import h5py


def main(path):
    with h5py.File(path, "r") as file:
        # "complete" is written last of all: a run that was killed still says "running".
        print("status:", file.attrs["status"])
        hours = file["time"][:] / 3600
        components = list(file["component"].asstr())

        # Flows are time x component [mol/s]; a column by its name:
        def flow(stream, component):
            return file[f"streams/{stream}/component_flow"][:, components.index(component)]

        fed = flow("solids", "WO3") + flow("solids", "CoWO4")
        left = flow("slurry", "WO3") + flow("slurry", "CoWO4")
        extraction = 1 - left / fed
        tank = file["units/leach"]
        print("channels of the tank:", ", ".join(f"{name} [{c.attrs['units']}]" for name, c in tank.items()
                                                  if isinstance(c, h5py.Dataset)))
        print(f"{'time':>8} {'pH':>7} {'T':>8} {'extraction':>11}")
        for i in range(0, len(hours), 6):
            print(f"{hours[i]:6.0f} h {tank['pH'][i]:7.2f} {tank['temperature'][i] - 273.15:6.1f} C {extraction[i]:10.2%}")

        # The ledger integrates every stream, so a balance is a difference of two rows.
        ledger = list(file["ledger_names"].asstr())
        sodium_in = file["ledger"][-1, ledger.index("liquor.Na+ (integral)")]
        sodium_out = file["ledger"][-1, ledger.index("slurry.Na+ (integral)")]
        states = list(file["state_names"].asstr())
        held = file["state"][:, states.index("leach.Na+")]
        gap = sodium_in - sodium_out - (held[-1] - held[0])
        print(f"sodium: in {sodium_in:.1f} mol, out {sodium_out:.1f} mol, gap {gap / sodium_in:.1e} of it")

        assert file.attrs["status"] == "complete"
        assert 0.5 < extraction[-1] < 1
        assert abs(gap) < 1e-9 * sodium_in


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "leach_tank.h5")
