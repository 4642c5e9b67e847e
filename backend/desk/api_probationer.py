"""The person's home and messages: what the phone shows first, and keeps."""

from django.http import HttpRequest
from ninja import Router

from backend.accounts.guards_holder import caller_of
from backend.agenda import shows_probationer
from backend.agenda.shows import checked
from backend.common import clock
from backend.common.paging import Cursor
from backend.delivery import queries as delivery
from backend.delivery import queries_occasions
from backend.desk import queries, schemas, schemas_probationer, shows, shows_messages
from backend.probationers import queries as probationers

router = Router()


@router.get("/home", response=schemas_probationer.Home)
def get_my_home(request: HttpRequest) -> schemas_probationer.Home:
    """Everything the app shows: the offline copy."""
    holder, device = caller_of(request).holder, caller_of(request).device
    now, file = clock.now(), probationers.of_holder(holder)
    affiliated = probationers.organisations_of(file).last()
    upcoming, called_off, missed = (
        [shows_probationer.appointment(row, file.language, now=now) for row in rows]
        for rows in queries.my_appointments(holder, now=now)
    )
    return schemas_probationer.Home(
        now=now,
        first_name=file.first_name,
        language=file.language,
        file_state=checked(file.state),
        upcoming=upcoming,
        called_off=called_off,
        missed=missed,
        past=[shows_probationer.past(row, file.language, now=now) for row in queries.my_past(holder, now=now)],
        referent=shows.referent(probationers.referent_of(file)),
        service=shows.service(affiliated.organisation) if affiliated else None,
        push=schemas_probationer.MyPush(active=delivery.listens(device.pk)),
        phone_masked=shows.masked(file),
        notices=shows.notices(
            probationers.arrivals(device, now=now),
            probationers.number_changes_to_tell(file, device=device, now=now),
        ),
    )


@router.get("/messages", response=schemas.MyMessages)
def list_my_messages(request: HttpRequest, cursor: Cursor | None = None) -> schemas.MyMessages:
    """The same history as the agent's (field rule 6)."""
    holder = caller_of(request).holder
    found, following = queries_occasions.of_holder(holder.pk, cursor=cursor)
    return schemas.MyMessages(items=shows_messages.to_person(found, now=clock.now()), next=following)
