"""The command line of `./msj`."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from deploy.launcher import house, records
from deploy.launcher.house import HOUSE, PWA, PYTHON
from deploy.launcher.screen import Stop, colour, say, step

HELP = """\
Mon Suivi Justice

  ./msj demo [--port N] [--reset]   install what is missing, start everything with invented people, until Ctrl-C
  ./msj setup                       install what the tests need (from Debian as root, or say what to install)
  ./msj check                       linters, types, formats and the front ends' unit tests: two minutes
  ./msj test [pytest arguments]     everything that must pass before a change lands; with arguments, pytest with them
  ./msj prove [NAME ...]            the long proofs, each written to docs/measurements.md; --list names them
  ./msj screens                     the pictures of docs/screens anew, and every screen in both sizes in var/screens
  ./msj contract                    write shared/openapi.json and the TypeScript types anew
  ./msj manage COMMAND ...          Django's command line on the running demonstration
  ./msj stop                        end the demonstration that runs, or what a crash left of it

Needs Python 3.11 or later with venv, Node 20 or later with npm, and git. Logs: var/log/.
"""


def main(words: Sequence[str]) -> int:
    """The exit code; whatever stops us is one line, never a trace."""
    if not words or words[0] in {"help", "-h", "--help"}:
        print(HELP, end="")
        return 0
    command = COMMANDS.get(words[0])
    if not command:
        print(f"msj: no command `{words[0]}`.\n\n{HELP}", end="", file=sys.stderr)
        return 2
    # Where a shell or an image sets it, each process of the product compiles all it reads again, a second of a core.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return command(words[1:])
    except Stop as stop:
        say(colour("31", f"msj: {stop}"))
    except KeyboardInterrupt:
        say("msj: interrupted")
        return 130
    except OSError as error:
        if not house.full_disk(error):
            raise
        say(colour("31", "msj: The disk is full. Make room, then start again."))
    return 1


def demo(words: Sequence[str]) -> int:
    from deploy.launcher.demo import Demo

    parser = argparse.ArgumentParser(prog="./msj demo")
    parser.add_argument("--port", type=int, default=8000, help="where to listen on this machine (0: any free port)")
    parser.add_argument("--reset", action="store_true", help="forget the demonstration's data first")
    asked = parser.parse_args(words)
    return Demo(asked.port).run(reset=asked.reset)


def test(words: Sequence[str]) -> int:
    from deploy.launcher import checks

    return checks.test(words)


def setup(words: Sequence[str]) -> int:
    from deploy.launcher import checks

    checks.setup()
    return 0


def prove(words: Sequence[str]) -> int:
    from deploy.launcher import proofs

    return proofs.prove(words)


def check(words: Sequence[str]) -> int:
    from deploy.launcher import checks

    return checks.check()


def contract(words: Sequence[str]) -> int:
    """The contract between both sides, from the code that implements it."""
    from deploy.launcher import checks, shell, tools

    house.prepare()
    tools.node()
    checks.set_up()
    environment = checks.plain_environment()
    with step("shared/openapi.json"):
        shell.run("contract", [PYTHON, HOUSE / "backend" / "manage.py", "export_contract"], environment=environment)
    with step("TypeScript types"):
        shell.run("types", ["npm", "run", "--silent", "contract"], cwd=PWA)
    return 0


def screens(words: Sequence[str]) -> int:
    """Starts the demonstration on free ports, makes each picture in Chromium, and stops everything."""
    from deploy.launcher import checks, tools

    house.prepare()
    tools.node()
    tools.browsers()
    checks.set_up()
    code, _ = checks.pytest(["tests/journeys/screens.py", "-q", *words])
    say(f"docs/screens and {house.VAR / 'screens'}: look at them" if code == 0 else "some pictures were not made")
    return code


def manage(words: Sequence[str]) -> int:
    environment = {**os.environ, **(records.running_launcher() or {}).get("environment", {})}
    if "MSJ_ENV" not in environment:
        raise Stop("The demonstration does not run: `./msj demo` first, in another terminal.")
    return subprocess.run([PYTHON, HOUSE / "backend" / "manage.py", *words], env=environment, check=False).returncode


def stop(words: Sequence[str]) -> int:
    house.prepare()
    if other := records.running_launcher():
        with step("Ending the demonstration"):
            records.stop_all([other["pid"]], signal.SIGTERM, patience=60)
    found = records.sweep()
    if found:
        say(f"stopped what was left: {', '.join(found)}")
    elif not other:
        say("nothing runs")
    return 0


COMMANDS = {
    "demo": demo,
    "setup": setup,
    "check": check,
    "test": test,
    "prove": prove,
    "screens": screens,
    "contract": contract,
    "manage": manage,
    "stop": stop,
}
