#!/usr/bin/env python3
"""Runs what README.md says it ran, and puts the real output in.

Usage: refresh_readme.py [WORD]    with WORD: only the commands that contain it

A fenced block after a line `<!-- output of: COMMAND -->` is replaced by what COMMAND writes to standard output;
`<!-- output of: python -->` stands for the ```python block before it.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- output of: (.+?) -->\n```[a-z]*\n)(.*?)^```$", re.S | re.M)
PYTHON = re.compile(r"```python\n(.*?)\n```", re.S)
INTERPRETER = "/usr/bin/python3"  # the one that has Debian's h5py


def output(command, before):
    if command == "python":
        arguments = [INTERPRETER, "-c", PYTHON.findall(before)[-1]]
    else:
        arguments = ["bash", "-c", "set -o pipefail; " + command]
    done = subprocess.run(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.rstrip("\n")


def main():
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")

    def replaced(match):
        head, command, _ = match.groups()
        if word not in command:
            return match[0]
        print(command, file=sys.stderr)
        return head + output(command, text[:match.start()]) + "\n```"

    path.write_text(BLOCK.sub(replaced, text), encoding="utf-8")


if __name__ == "__main__":
    main()
