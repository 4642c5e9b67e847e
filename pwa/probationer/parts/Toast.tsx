// What was done, for a moment: on a phone one at a time, since there is no room for more.
import { useEffect, useState } from 'preact/hooks'
import { onToast, type Said } from '../../kit/ui/toast'

const SHOWN = 6000

/** Once, at the root. `room.ts` says where it stands. */
export function Toast() {
  const [said, setSaid] = useState<Said>()
  useEffect(() => {
    onToast((next) => {
      setSaid(next)
      return () => setSaid(undefined)
    })
  }, [])
  useEffect(() => {
    if (!said) return undefined
    const timer = setTimeout(() => setSaid(undefined), SHOWN)
    return () => clearTimeout(timer)
  }, [said])
  return (
    // The outer one stays when `room.ts` takes the inner one into a dialog.
    <div>
      <div class="toasts" role="status" aria-live="polite">
        {said && <div class="toast">{said.text}</div>}
      </div>
    </div>
  )
}
