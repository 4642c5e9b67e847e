"""The person's home and messages: what the phone shows first, and keeps."""

from django.http import HttpRequest
from ninja import Router

from backend.accounts.guards_holder import caller_of
from backend.agenda import shows_probationer
from backend.agenda.shows import checked
from backend.common import clock
from backend.common.paging import Cursor
from backend.delivery import queries_occasions
from backend.desk import queries_home, schemas, schemas_probationer, shows, shows_messages
from backend.probationers import queries as probationers

router = Router()


@router.get("/home", response=schemas_probationer.Home)
def get_my_home(request: HttpRequest) -> schemas_probationer.Home:
    """Everything the app shows: the offline copy."""
    now = clock.now()
    opened = queries_home.opening(caller_of(request).device, now=now)
    file = opened.file
    affiliated = next(iter(probationers.affiliations_of(file)[-1:]), None)
    mine = queries_home.my_appointments(file, now=now)
    upcoming, called_off, missed = (
        [shows_probationer.appointment(row, file.language, now=now) for row in rows]
        for rows in (mine.upcoming, mine.called_off, mine.missed)
    )
    return schemas_probationer.Home(
        now=now,
        first_name=file.first_name,
        language=file.language,
        file_state=checked(file.state),
        upcoming=upcoming,
        called_off=called_off,
        missed=missed,
        past=[shows_probationer.past(row, file.language, now=now) for row in mine.past],
        referent=shows.referent(probationers.referent_of(file)),
        service=shows.service(affiliated.organisation) if affiliated else None,
        push=schemas_probationer.MyPush(active=opened.listens),
        phone_masked=shows.masked(file),
        notices=shows.notices(opened.arrivals, opened.number_changes),
    )


@router.get("/messages", response=schemas.MyMessages)
def list_my_messages(request: HttpRequest, cursor: Cursor | None = None) -> schemas.MyMessages:
    """The same history as the agent's (field rule 6)."""
    holder = caller_of(request).holder
    found, following = queries_occasions.of_holder(holder.pk, cursor=cursor)
    return schemas.MyMessages(items=shows_messages.to_person(found, now=clock.now()), next=following)
