"""Second factors that are touched: security keys and passkeys, through py_webauthn."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from django.db import IntegrityError, transaction
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backend.accounts import actions_factors, changes, queries_agents, quotas_agents
from backend.accounts.models import Agent, SecurityKey
from backend.common import clock
from backend.common.errors import Malformed, Refused, Unproved, Unseen
from backend.journal import actions as journal


def creation_options(agent: Agent) -> tuple[dict[str, Any], bytes]:
    """What the browser asks a new key, and the challenge to keep in the session."""
    options = webauthn.generate_registration_options(
        rp_id=_relying_party(),
        rp_name="Mon Suivi Justice",
        user_id=f"agent:{agent.pk}".encode(),
        user_name=agent.email,
        user_display_name=f"{agent.first_name} {agent.last_name}",
        exclude_credentials=_known(agent),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
    )
    return options_to_json_dict(options), options.challenge


def add_key(
    agent: Agent, *, name: str, credential: Mapping[str, Any], challenge: bytes
) -> tuple[SecurityKey, list[str]]:
    """Keep the new key. With it, if it is the first factor, ten recovery codes."""
    try:
        proved = webauthn.verify_registration_response(
            credential=json.dumps(credential),
            expected_challenge=challenge,
            expected_rp_id=_relying_party(),
            expected_origin=settings.AGENT_ORIGIN,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise Malformed("security_key_refused") from error
    try:
        with transaction.atomic():
            key = SecurityKey.objects.create(
                agent=agent,
                credential_id=proved.credential_id,
                public_key=proved.credential_public_key,
                sign_count=proved.sign_count,
                name=name,
                created_at=clock.now(),
            )
            journal.write("accounts.add_security_key", agent, by=agent)
            changes.of(agent, "key_added")
            return key, actions_factors.first_recovery_codes(agent)
    except IntegrityError as error:
        raise Refused("security_key_known") from error


def request_options(agent: Agent) -> tuple[dict[str, Any], bytes]:
    """What the browser asks one of the agent's keys, and the challenge to keep in the session."""
    options = webauthn.generate_authentication_options(
        rp_id=_relying_party(),
        allow_credentials=_known(agent),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return options_to_json_dict(options), options.challenge


def verify_key(agent: Agent, *, credential: Mapping[str, Any], challenge: bytes) -> str:
    """The factor's label, or Unproved. A count that does not grow betrays a copied key."""
    counted = quotas_agents.factor_tried(agent)
    with transaction.atomic():
        key = SecurityKey.objects.select_for_update().filter(agent=agent, credential_id=_id_of(credential)).first()
        if key is None:
            raise Unproved("security_key_refused")
        try:
            proved = webauthn.verify_authentication_response(
                credential=json.dumps(credential),
                expected_challenge=challenge,
                expected_rp_id=_relying_party(),
                expected_origin=settings.AGENT_ORIGIN,
                credential_public_key=bytes(key.public_key),
                credential_current_sign_count=key.sign_count,
            )
        except (WebAuthnException, ValueError, TypeError, KeyError) as error:
            raise Unproved("security_key_refused") from error
        key.sign_count, key.last_used_at = proved.new_sign_count, clock.now()
        key.save(update_fields=["sign_count", "last_used_at"])
    quotas_agents.give_back(counted)
    return f"security_key:{key.pk}"


@transaction.atomic
def remove_key(agent: Agent, *, key: int) -> None:
    """Never the last factor: the agent would stand outside with a paper list."""
    Agent.objects.select_for_update().get(pk=agent.pk)  # two keys removed at once would both be "not the last"
    found = SecurityKey.objects.filter(agent=agent, pk=key).first()
    if found is None:
        raise Unseen
    if len(queries_agents.security_keys(agent)) == 1 and not queries_agents.confirmed_totp(agent):
        raise Refused("last_factor")
    found.delete()
    journal.write("accounts.remove_security_key", agent, by=agent)
    changes.of(agent, "key_removed")


def _known(agent: Agent) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=bytes(key.credential_id)) for key in queries_agents.security_keys(agent)]


def _id_of(credential: Mapping[str, Any]) -> bytes:
    try:
        return webauthn.base64url_to_bytes(str(credential["rawId"]))
    except (KeyError, ValueError) as error:
        raise Unproved("security_key_refused") from error


def _relying_party() -> str:
    return urlsplit(settings.AGENT_ORIGIN).hostname or ""
