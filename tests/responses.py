"""What Django's test client returns: a response that also reads JSON, which the type stubs alone have a name for."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

ClientResponse: TypeAlias = "_MonkeyPatchedWSGIResponse"
