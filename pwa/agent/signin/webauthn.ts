// Security keys and passkeys: the server's JSON to what the browser wants and back, also where the browser can't itself.
const bytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0)).buffer
const text = (buffer: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

type Descriptors = PublicKeyCredentialDescriptorJSON[] | undefined
const descriptors = (list: Descriptors) =>
  (list ?? []).map(({ id, type, transports }) => ({ id: bytes(id), type, transports }) as PublicKeyCredentialDescriptor)

type Json = Record<string, unknown>

export function requestOptions(given: Json): PublicKeyCredentialRequestOptions {
  const json = given as unknown as PublicKeyCredentialRequestOptionsJSON
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(json)
  return {
    ...json,
    challenge: bytes(json.challenge),
    allowCredentials: descriptors(json.allowCredentials),
  } as PublicKeyCredentialRequestOptions
}

export function creationOptions(given: Json): PublicKeyCredentialCreationOptions {
  const json = given as unknown as PublicKeyCredentialCreationOptionsJSON
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json)
  return {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: descriptors(json.excludeCredentials),
  } as PublicKeyCredentialCreationOptions
}

function responseOf(response: AuthenticatorResponse): Record<string, unknown> {
  const client = { clientDataJSON: text(response.clientDataJSON) }
  if (response instanceof AuthenticatorAttestationResponse) {
    return {
      ...client,
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    }
  }
  const proof = response as AuthenticatorAssertionResponse
  return {
    ...client,
    authenticatorData: text(proof.authenticatorData),
    signature: text(proof.signature),
    userHandle: proof.userHandle ? text(proof.userHandle) : undefined,
  }
}

export function credentialJson(credential: PublicKeyCredential): Json {
  if (typeof credential.toJSON === 'function') return credential.toJSON() as unknown as Json
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: responseOf(credential.response),
  }
}

export const canUseKeys = () => typeof PublicKeyCredential === 'function' && Boolean(navigator.credentials)

/** Refusals of the browser (closed, timed out, no such key) as one code. */
async function asked(ask: Promise<Credential | null>): Promise<Json | undefined> {
  const credential = await ask.catch(() => null)
  return credential ? credentialJson(credential as PublicKeyCredential) : undefined
}

export const askKey = (json: Json) => asked(navigator.credentials.get({ publicKey: requestOptions(json) }))
export const makeKey = (json: Json) => asked(navigator.credentials.create({ publicKey: creationOptions(json) }))
