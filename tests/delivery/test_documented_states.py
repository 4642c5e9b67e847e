from backend.delivery.management.commands import document_states
from backend.delivery.rules_states import Event, State


def test_the_page_of_states_is_current_and_names_everything() -> None:
    assert document_states.PLACE.read_text(encoding="utf-8") == document_states.page()
    for name in (*State, *Event):
        assert name.value in document_states.page()
