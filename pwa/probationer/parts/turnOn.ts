// Whoever asks for notifications wants them: the file's own choice of channels follows the phone's.
import { perform } from '../acts'
import { api } from '../api'
import { switchOn, type PushState } from '../push'
import { known } from '../session'

async function want(): Promise<void> {
  const { wants_push } = await api.get('/api/probationer/me')
  if (!wants_push) await perform({ act: 'details', changes: { wants_push: true } })
}

export async function turnOn(): Promise<PushState> {
  const state = await switchOn(known.value?.vapid ?? '')
  if (state === 'on') void want().catch(() => undefined)
  return state
}
