// The shape of shared/push.schema.json, checked by hand: a validator's library would weigh more than the worker.
export interface Payload {
  v: 1
  id: string
  kind: string
  title: string
  body: string
  tag: string
  url: string
  badge?: number
  shown: string
  lang: string
  dir: 'ltr' | 'rtl'
}

const isText = (value: unknown, most: number, least = 1) =>
  typeof value === 'string' && value.length >= least && value.length <= most

const CHECKS: Record<Exclude<keyof Payload, 'badge'>, (value: unknown) => boolean> = {
  v: (value) => value === 1,
  id: (value) => isText(value, 80),
  kind: (value) => isText(value, 40),
  title: (value) => isText(value, 120),
  body: (value) => isText(value, 1000, 0),
  tag: (value) => isText(value, 80),
  // A path of this app and nothing else: '//elsewhere', '/\\elsewhere' and 'https:' are another origin.
  url: (value) => isText(value, 200) && /^\/(?!\/)[\w./?=&%#-]*$/.test(value as string),
  shown: (value) => isText(value, 600),
  lang: (value) => value === 'fr' || value === 'en' || value === 'ar',
  dir: (value) => value === 'ltr' || value === 'rtl',
}

const NAMES = new Set([...Object.keys(CHECKS), 'badge'])

/** The payload, or undefined when it is not one of ours. */
export function payloadOf(text: string | undefined): Payload | undefined {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const found = value as Record<string, unknown>
  if (Object.keys(found).some((name) => !NAMES.has(name))) return undefined
  if (
    (found['badge'] ?? undefined) !== undefined &&
    !(Number.isInteger(found['badge']) && (found['badge'] as number) >= 0)
  )
    return undefined
  return Object.entries(CHECKS).every(([name, isGood]) => isGood(found[name]))
    ? (found as unknown as Payload)
    : undefined
}
