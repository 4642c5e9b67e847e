// Whether this phone keeps what the person saw: a private window, blocked cookies or a full phone keep nothing.
import { onUnkept } from '../kit/storage'
import { signal } from './signal'

export const unkept = signal(false)
onUnkept(() => {
  unkept.value = true
})
