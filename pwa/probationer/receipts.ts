// "This message was shown here": told to the server at once, else again whenever worker or page wakes.
import { isOurs } from '../kit/ours'
import { all, put, remove } from './store'
import { SOON, within } from './within'

export type Post = (token: string) => Promise<boolean>

/** True when there is nothing more to try: told, or refused for good. */
export const post: Post = async (token) => {
  const response = await fetch('/api/probationer/push-receipts', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
    credentials: 'omit',
    keepalive: true,
    redirect: 'error',
  })
  return isOurs(response) && response.status < 500 && response.status !== 429
}

/**
 * Kept before it is sent: the browser may stop the worker in between. But a store that does not answer keeps nothing back.
 * False: still to be told.
 */
export async function tell(token: string, posting: Post = post): Promise<boolean> {
  await within<unknown>(SOON, put('receipts', token, token), () => undefined).catch(() => undefined)
  return tellAll(posting, [token])
}

/** True when nothing is left to tell. */
export async function tellAll(posting: Post = post, tokens?: string[]): Promise<boolean> {
  let isAll = true
  for (const token of tokens ?? (await all<string>('receipts').catch(() => []))) {
    const isDone = await posting(token).catch(() => false)
    if (isDone) await remove('receipts', token).catch(() => undefined)
    isAll &&= isDone
  }
  return isAll
}
