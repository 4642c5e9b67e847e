"""The last act of each device on each subject: what an act that comes late is compared with."""

from collections.abc import Iterable

from django.db.models import Q

from backend.accounts import rules_acts
from backend.accounts.models import Holder, LastAct
from backend.accounts.rules_acts import Act
from backend.common import clock
from backend.common.errors import Refused
from backend.common.idempotency import refuse_another


def take(holder: Holder, subjects: Iterable[str], act: Act) -> bool:
    """Note the act as the last on these subjects; False: it was taken before, nothing is to be done again.

    Refused('newer_act_taken') where the person did something else on one of them since, 'key_used_before' where its key
    came with something else. In the caller's transaction, under the caller's lock on the subject, which is what keeps
    two acts from being compared with the same last one.
    """
    named, now = sorted(subjects), clock.now()
    rows = _rows(holder, named, act)
    taken = {one: [_act(row) for row in rows if row.subject == one] for one in named}
    if named and all(rules_acts.repeats(act, each) for each in taken.values()):
        return False
    if any(rules_acts.is_older(act, each, now=now) for each in taken.values()):
        raise Refused("newer_act_taken")
    _keep(holder, rows, named, act)
    return True


def note(holder: Holder, subject: str, act: Act) -> None:
    """The same for what may arrive in any order; refused for its key alone."""
    _keep(holder, _rows(holder, [subject], act), [subject], act)


def _rows(holder: Holder, subjects: list[str], act: Act) -> list[LastAct]:
    """Of these subjects; Refused('key_used_before') where the act's key stands for something else, on any subject."""
    found = LastAct.objects.filter(holder=holder)
    rows = list(found.filter(Q(subject__in=subjects) | Q(key=act.key) if act.key else Q(subject__in=subjects)))
    for row in rows:
        if act.key is not None and row.key == act.key:
            refuse_another(row.digest, act.digest)
    return [row for row in rows if row.subject in subjects]


def _keep(holder: Holder, rows: list[LastAct], subjects: list[str], act: Act) -> None:
    own = [row.at for row in rows if row.device == act.device]
    at = max([rules_acts.instant_of(act, now=clock.now()), *own])
    last = {"holder": holder, "device": act.device, "counter": act.counter, "at": at}
    LastAct.objects.bulk_create(
        [LastAct(subject=subject, key=act.key, digest=act.digest, **last) for subject in subjects],
        update_conflicts=True,
        unique_fields=["holder", "subject", "device"],
        update_fields=["counter", "at", "key", "digest"],
    )


def _act(row: LastAct) -> Act:
    return Act(row.device, row.counter, row.at, row.key)
