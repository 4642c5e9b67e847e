// Acts of the signed-in person as the screens follow them: what still waits for the network, what was refused.
import { toast } from '../kit/ui'
import { t } from '../kit/i18n'
import { outdate } from '../kit/load'
import { doOrKeep, flush, waiting, type Act, type Refusal, type Wish } from './queue'
import { known } from './session'
import { signal } from './signal'

export const kept = signal<Act[]>([])
export const refusals = signal<Refusal[]>([])
/** Rises when the server took something: screens ask again. */
export const taken = signal(0)

const holder = () => known.value?.holder ?? ''

export async function refreshKept(): Promise<void> {
  kept.value = await waiting(holder())
}

/** The server took something: every screen asks again. */
export function tellTaken(): void {
  outdate()
  taken.value += 1
}

/** Throws the Problem when it was refused. */
export async function perform(wish: Wish): Promise<'done' | 'kept'> {
  const how = await doOrKeep(holder(), wish)
  await refreshKept()
  if (how === 'done') tellTaken()
  return how
}

/** At each opening and whenever the network comes back. */
export async function sendKept(): Promise<void> {
  if (!holder()) return
  await refreshKept()
  if (kept.value.length === 0) return
  const { sent, refused } = await flush(holder())
  await refreshKept()
  if (refused.length > 0) refusals.value = [...refusals.value, ...refused]
  if (sent > 0) {
    toast(t('app.kept.sent'))
    tellTaken()
  }
}

export function keptAnswer(appointment: string): Extract<Wish, { act: 'answer' }> | undefined {
  let last: Extract<Wish, { act: 'answer' }> | undefined
  for (const { wish } of kept.value) if (wish.act === 'answer' && wish.appointment === appointment) last = wish
  return last
}
