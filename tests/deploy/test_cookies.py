"""D7: in production no cookie of one host can be set by another host of the same site."""

import json

from tests.deploy.test_environment import PRODUCTION, manage

CODE = """
import json
from datetime import timedelta
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from backend.accounts import browsers_agents, cookies_holder
kept, dropped = HttpResponse(), HttpResponse()
for name in (settings.HOLDER_COOKIE_NAME, settings.DEVICE_COOKIE_NAME, settings.CHALLENGE_COOKIE_NAME):
    cookies_holder.keep(kept, name, "x")
    cookies_holder.drop(dropped, name)
browsers_agents.remember(HttpRequest(), kept, "camille@exemple.fr")
of_django = {
    kind: [getattr(settings, f"{kind}_COOKIE_{what}") for what in ("NAME", "PATH", "DOMAIN", "SECURE", "SAMESITE")]
    for kind in ("SESSION", "CSRF")
}
print(json.dumps([[one.OutputString() for one in each.cookies.values()] for each in (kept, dropped)] + [of_django]))
"""


def test_every_cookie_is_the_hosts_own() -> None:
    """The prefix is what a browser holds to: encrypted, of the whole host, and of no domain."""
    done = manage(PRODUCTION, "shell", "--no-imports", "-c", CODE)
    assert done.returncode == 0, done.stderr
    kept, dropped, of_django = json.loads(done.stdout)
    assert (len(kept), len(dropped)) == (4, 3)
    for cookie in kept + dropped:
        name, *rules = cookie.split("; ")
        assert name.startswith("__Host-") and {"Path=/", "Secure"} <= set(rules), cookie
        assert not any(rule.startswith("Domain") for rule in rules)
        assert "SameSite=Strict" in rules
    for name, *rules in of_django.values():
        assert name.startswith("__Host-")
        assert rules == ["/", None, True, "Strict"]
