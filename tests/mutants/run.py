"""`python -m tests.mutants.run [CASE ...]`: puts each mended fault back into a copy; the test that guards it must fail.

Asked for in the environment that `./msj test` gives its pytest: the addresses of a PostgreSQL, and built front ends.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.cases import HOUSE, Case, WrongPage, read_cases, touched
from tests.mutants.runs import Ended, Found, Run, build, end_all, make_database, run_pytest, run_vitest
from tests.mutants.tree import PatchRefused, Tree

Say = Callable[[str], None]


def main(words: Sequence[str], *, house: Path = HOUSE, say: Say = print) -> int:
    """One line for each case, and a last one that counts; 0 where every guard holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.run")
    parser.add_argument("cases", nargs="*", metavar="CASE", help="of docs/cases.md; every one, where none is named")
    cores = os.cpu_count() or 1
    parser.add_argument("--lanes", type=int, default=cores, help="at once, each with its own copy and database")
    asked = parser.parse_args(words)
    try:
        cases = chosen(read_cases(house), asked.cases)
    except WrongPage as error:
        say(str(error))
        return 2
    with tempfile.TemporaryDirectory(prefix="msj-mutants-") as folder:
        names = [Path(folder).resolve() / f"lane{number}" for number in range(1, asked.lanes + 1)]
        holding = prove(cases, [Lane(Tree(house, name)) for name in names], say)
    say(f"{len(cases)} guards, {holding} hold")
    return 0 if holding == len(cases) else 1


def chosen(cases: Sequence[Case], names: Sequence[str]) -> list[Case]:
    """Those that are named; every one, where none is."""
    unknown = sorted(set(names) - {case.id for case in cases})
    if unknown:
        raise WrongPage(f"no such case: {', '.join(unknown)}")
    return [case for case in cases if not names or case.id in names]


def prove(cases: Sequence[Case], lanes: Sequence["Lane"], say: Say) -> int:
    """How many guards hold: every test is run as things are, then each with its own fault put back."""
    before = lanes[0].unpatched(cases)
    free: SimpleQueue[Lane] = SimpleQueue()
    for lane in lanes:
        free.put(lane)

    def prove_one(case: Case) -> bool:
        lane = free.get()
        began = time.monotonic()
        try:
            fault = lane.fault_of(case, before[case.id])
        finally:
            free.put(lane)
        told = "holds" if fault is None else f"ERROR: {fault}"
        say(f"{case.id}  {told}  ({case.test}, {time.monotonic() - began:.1f} s)")
        return fault is None

    with ThreadPoolExecutor(len(lanes)) as pool:
        try:
            return sum(pool.map(prove_one, cases))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise


class Lane:
    """Puts faults into one copy of the tree, one after the other."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        make_database(tree.folder.name)
        self._has_database = False  # one whose tables are those of the tree without a patch

    def unpatched(self, cases: Sequence[Case]) -> dict[str, Found]:
        """How each test ends as things are."""
        return {
            **self._together(self._run_pytest, [case for case in cases if not case.is_vitest]),
            **self._together(lambda some: run_vitest(self._tree.folder, some), [c for c in cases if c.is_vitest]),
        }

    def _together(self, run: Callable[[Sequence[Case]], Run], cases: Sequence[Case]) -> dict[str, Found]:
        """In one run; one by one where something keeps all from running."""
        together = run(cases) if cases else Run({})
        found = {case.id: together.of(case) for case in cases}
        if len(cases) > 1 and {one.ended for one in found.values()} == {Ended.MISSING}:
            found = {case.id: run([case]).of(case) for case in cases}
        return found

    def fault_of(self, case: Case, before: Found) -> str | None:
        """Why this guard does not hold; None: it does."""
        if before.ended is not Ended.PASSED:
            return f"without the patch the test {before}"
        patch = self._tree.folder / case.patch
        try:
            self._tree.apply(patch)
        except PatchRefused as error:
            return f"the patch does not apply: {error}"
        try:
            found = self._run_patched(case, touched(patch)).of(case)
        finally:
            self._tree.reset()
        if found.ended is Ended.PASSED:
            return "the test passes although the fault is back"
        return None if found.ended is Ended.FAILED else f"with the patch the test {found}"

    def _run_patched(self, case: Case, changed: Sequence[str]) -> Run:
        if case.is_vitest:
            return run_vitest(self._tree.folder, [case])
        if case.file.startswith("tests/journeys/") and any(name.startswith(("pwa/", "shared/")) for name in changed):
            return self._run_built(case)
        tables = any("/migrations/" in name or Path(name).stem.startswith("models") for name in changed)
        self._has_database = self._has_database and not tables
        run = self._run_pytest([case])
        self._has_database = not tables
        return run

    def _run_built(self, case: Case) -> Run:
        """A journey sees the front ends as they are built."""
        try:
            failed = build(self._tree.folder)
            return Run({}, failed) if failed else self._run_pytest([case])
        finally:
            self._tree.restore_build()

    def _run_pytest(self, cases: Sequence[Case]) -> Run:
        run = run_pytest(self._tree.folder, cases, create_database=not self._has_database)
        self._has_database = True
        return run


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: nothing is left running
    sys.exit(main(sys.argv[1:]))
