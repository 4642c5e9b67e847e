"""What crosses the wire, as every schema begins."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """Made of a dictionary or of a row's attributes, in pydantic's own code from end to end.

    django-ninja's own goes through Python for each field of each row, once as it is made and once more for whatever
    holds it, in order to call resolvers and managers: nothing here has either.
    """

    model_config = ConfigDict(from_attributes=True)

    def dict(self, *words: Any, **options: Any) -> dict[str, Any]:  # type: ignore[override, unused-ignore]
        return self.model_dump(*words, **options)
