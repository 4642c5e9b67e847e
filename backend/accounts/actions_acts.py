"""The last act of each device on each subject: what an act that comes late is compared with."""

from collections.abc import Iterable

from backend.accounts import rules_acts
from backend.accounts.models import Holder, LastAct
from backend.accounts.rules_acts import Act
from backend.common import clock
from backend.common.errors import Refused


def take(holder: Holder, subjects: Iterable[str], act: Act) -> bool:
    """Note the act as the last on these subjects; False: it was taken before, nothing is to be done again.

    Refused('newer_act_taken') where the person did something else on one of them since. In the caller's transaction,
    under the caller's lock on the subject, which is what keeps two acts from being compared with the same last one.
    """
    named, now = sorted(subjects), clock.now()
    rows = list(LastAct.objects.filter(holder=holder, subject__in=named))
    taken = {one: [_act(row) for row in rows if row.subject == one] for one in named}
    if named and all(rules_acts.repeats(act, each) for each in taken.values()):
        return False
    if any(rules_acts.is_older(act, each, now=now) for each in taken.values()):
        raise Refused("newer_act_taken")
    at = max([rules_acts.instant_of(act, now=now), *(row.at for row in rows if row.device == act.device)])
    last = {"holder": holder, "device": act.device, "counter": act.counter, "at": at, "key": act.key}
    LastAct.objects.bulk_create(
        [LastAct(subject=subject, **last) for subject in named],
        update_conflicts=True,
        unique_fields=["holder", "subject", "device"],
        update_fields=["counter", "at", "key"],
    )
    return True


def _act(row: LastAct) -> Act:
    return Act(row.device, row.counter, row.at, row.key)
