#!/usr/bin/env python3
"""Fails when a source file includes a layer that stands below its own.

Usage: check_layers.py [SRC]

The list is the architecture: a folder of src/ may include itself and the folders before it. `model` stands
before `flowsheet` because a plant can be built in C++ without a file: the flowsheet reader makes a
model::Plant, not the other way round. The same edges are checked in the DEPENDS of every CMakeLists.txt.
"""
import pathlib
import re
import sys

LAYERS = ["base", "units", "config", "numerics", "solvers", "thermo", "phreeqc", "aqueous", "speciation", "reactions",
          "unitops", "model", "flowsheet", "results", "studies", "cli"]
RANK = {layer: i for i, layer in enumerate(LAYERS)}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"/]+)/[^"]*"')
DEPENDS = re.compile(r"\bDEPENDS\s+([a-z_\s]+?)\s*(?:\b[A-Z]+\b|\))")
SOURCES = {".cpp", ".hpp", ".in"}

# Third-party headers that only one layer may see, so that the library can be exchanged.
PRIVATE = {"yaml-cpp/": "config", "hdf5": "results", "H5": "results", "cvodes/": "solvers", "kinsol/": "solvers",
           "nvector/": "solvers", "sunmatrix/": "solvers", "sunlinsol/": "solvers", "klu.h": "solvers", "Spectra/": "solvers", "udunits2": "units", "CLI/": "cli"}
FOREIGN = re.compile(r"^\s*#\s*include\s*<([^>]+)>")


def allowed(layer):
    return ", ".join(LAYERS[:RANK[layer] + 1])


def problems_of_source(path, layer):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        own = INCLUDE.match(line)
        if own and own[1] in RANK and RANK[own[1]] > RANK[layer]:
            yield f"{path}:{number}: {layer} may not include {own[1]} (it may use {allowed(layer)})"
        foreign = FOREIGN.match(line)
        if not foreign:
            continue
        for prefix, owner in PRIVATE.items():
            if foreign[1].startswith(prefix) and owner != layer:
                yield f"{path}:{number}: only {owner} may include <{foreign[1]}>"


def problems_of_build(path, layer):
    text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
    for match in DEPENDS.finditer(text):
        for used in match[1].split():
            if used not in RANK:
                yield f"{path}: DEPENDS {used}: no such layer"
            elif RANK[used] >= RANK[layer]:
                yield f"{path}: {layer} may not depend on {used} (it may use {allowed(layer)})"


def problems(src):
    folders = sorted(p for p in src.iterdir() if p.is_dir())
    for folder in folders:
        layer = folder.name
        if layer not in RANK:
            yield f"{folder}: not a layer; the layers are {', '.join(LAYERS)}"
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix in SOURCES:
                yield from problems_of_source(path, layer)
            elif path.name == "CMakeLists.txt":
                yield from problems_of_build(path, layer)


def main():
    src = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "src"
    found = list(problems(src))
    print("\n".join(found) or f"{src}: {len(LAYERS)} layers, no include and no link against their order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
