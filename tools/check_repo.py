#!/usr/bin/env python3
"""Fails when the project breaks a promise that a reader can check by eye, but never would.

Usage: check_repo.py [ROOT]

  files       no source file over 400 lines
  methods     every unit operation of the catalogue has docs/methods/<unit>.md
  layers      every .cpp of src/ is built: it stands in the CMakeLists.txt of its folder
  sources     every entry of thermo-data/ has a source
  links       relative links in Markdown lead to a file
  paths       no absolute path of somebody's machine in any file
"""
import pathlib
import re
import sys

LONGEST = 400
TEXT = {".cpp", ".hpp", ".in", ".py", ".md", ".yaml", ".txt", ".cmake", ".json", ".svg", ""}
SKIPPED = {".git", "build", "__pycache__"}
MACHINE_PATH = re.compile(r"(?<![\w./$}-])/(?:home|root|work|tmp|Users|mnt|opt|usr/local|var)/[\w.-]+")
ENTRY = re.compile(r"^  \S.*?:(\s|$)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def text_files(root):
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        if path.is_file() and not SKIPPED.intersection(inside) and path.suffix in TEXT:
            yield path


def read(path):
    return path.read_text(encoding="utf-8")


def long_files(root):
    for path in sorted((root / "src").rglob("*.[hc]pp")):
        lines = read(path).count("\n")
        if lines > LONGEST:
            yield f"{path.relative_to(root)}: {lines} lines, more than {LONGEST}: divide it"


def unit_names(root):
    listing = re.sub(r"#.*", "", read(root / "src/unitops/CMakeLists.txt"))
    return re.search(r"catalogue\.cpp\.in\s+([a-z0-9_\s]+)\)", listing)[1].split()


def missing_methods(root):
    for unit in unit_names(root):
        if not (root / "docs/methods" / f"{unit}.md").exists():
            yield f"docs/methods/{unit}.md: missing; every unit operation states its equations, sources and limits"


def unbuilt_sources(root):
    for listing in sorted((root / "src").rglob("CMakeLists.txt")):
        words = set(re.findall(r"[\w.]+", read(listing)))
        for path in sorted(listing.parent.glob("*.cpp")):
            if path.name not in words and path.stem not in words:
                yield f"{path.relative_to(root)}: not in {listing.relative_to(root)}"


def entries(path):
    """The entries two spaces deep below the top keys, with their text; `sources` and `sets` are none."""
    name, block, section = None, [], ""
    for line in read(path).splitlines():
        body = line.split(" #")[0].rstrip()
        if not body or body.lstrip().startswith("#"):
            continue
        top = not line.startswith(" ")
        if top or (ENTRY.match(line) and section not in ("sources", "sets")):
            if name:
                yield name, "\n".join(block)
            name, block = (None, []) if top else (body.strip().split(": ")[0].rstrip(":"), [])
        if top:
            section = body.rstrip(":")
        if name:
            block.append(body)
    if name:
        yield name, "\n".join(block)


def unsourced_data(root):
    for path in sorted((root / "thermo-data").rglob("*.yaml")):
        for name, block in entries(path):
            if not re.search(r"\bsources?:|\bassumption:", block):
                yield f"{path.relative_to(root)}: {name} has no source"


def broken_links(root):
    for path in text_files(root):
        if path.suffix != ".md":
            continue
        for target in LINK.findall(read(path)):
            if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
                yield f"{path.relative_to(root)}: link to {target}, which does not exist"


def machine_paths(root):
    for path in text_files(root):
        for number, line in enumerate(read(path).splitlines(), 1):
            found = MACHINE_PATH.search(line)
            if found:
                yield f"{path.relative_to(root)}:{number}: {found[0]} exists on one machine only"


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent
    checks = [long_files, missing_methods, unbuilt_sources, unsourced_data, broken_links, machine_paths]
    found = [problem for check in checks for problem in check(root)]
    print("\n".join(found) or f"{len(checks)} checks, nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
