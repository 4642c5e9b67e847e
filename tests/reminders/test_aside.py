"""What failed waits longer each time, never for ever, and is forgotten when nobody speaks of it any more."""

from backend.reminders.aside import LONGEST, MOST, Aside


def waits(failures: int) -> float:
    """Seconds until a thing that failed so often may be tried again."""
    now = [0.0]
    aside = Aside(lambda: now[0])
    for _ in range(failures):
        aside.failed("thing")
    while aside.waits("thing"):
        now[0] += 1
    return now[0]


def test_each_wait_is_twice_the_last_up_to_ten_minutes() -> None:
    assert [waits(n) for n in range(12)] == [0, 5, 10, 20, 40, 80, 160, 320, 600, 600, 600, 600]


def test_what_is_no_fault_of_its_own_waits_shortly_each_time() -> None:
    now = [0.0]
    aside = Aside(lambda: now[0])
    for _ in range(8):
        aside.disturbed("thing")
        assert aside.waits("thing")
        now[0] += 5
        assert not aside.waits("thing")
    assert aside.stubborn() == 0


def test_settled_it_begins_anew() -> None:
    aside = Aside()
    aside.failed("thing")
    aside.settled("thing")
    assert not aside.waits("thing") and len(aside) == 0
    aside.failed("thing")
    assert aside.stubborn() == 0


def test_what_nobody_tries_any_more_is_forgotten() -> None:
    now = [0.0]
    aside = Aside(lambda: now[0])
    aside.failed("gone")
    now[0] = 5 + LONGEST
    aside.failed("here")
    aside.sweep()
    assert len(aside) == 1 and aside.waits("here")


def test_memory_is_bounded() -> None:
    aside = Aside()
    for n in range(MOST + 10):
        aside.failed(n)
    assert len(aside) == MOST
    assert not aside.waits(0) and aside.waits(MOST + 9)
