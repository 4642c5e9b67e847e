// What opens the account changes only for who has just said who she is: asked when the server asks, then done.
//   const { guard, asked } = useProof(factors)
//   await guard(() => removeSecurityKey(id))   …   {asked}
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { t } from '../../kit/i18n'
import { Dialog } from '../../kit/ui'
import type { SecondFactors, Session } from '../api/types'
import { setSession } from '../session'
import type { Guard } from '../signin/Enrol'
import { OneOf, type Way } from '../signin/SecondFactor'

/** A recovery code is none of them: it is for the day on which a factor is lost, and is used up. */
const waysOf = (of: SecondFactors | undefined): Way[] => [
  'password',
  ...(of?.totp ? (['totp'] as const) : []),
  ...(of?.security_keys.length ? (['security_key'] as const) : []),
]

interface Waiting {
  done: () => void
  /** Put away: what was asked stays refused. */
  leave: () => void
}

export function useProof(of: SecondFactors | undefined) {
  const [waiting, setWaiting] = useState<Waiting>()
  const guard: Guard = async (run) => {
    try {
      return await run()
    } catch (error) {
      if (asProblem(error).code !== 'proof_needed') throw error
      await new Promise<void>((done, refuse) => setWaiting({ done, leave: () => refuse(error) }))
      return await run()
    }
  }
  const proved = (session: Session) => {
    setSession(session)
    waiting?.done()
    setWaiting(undefined)
  }
  const close = () => {
    waiting?.leave()
    setWaiting(undefined)
  }
  const asked = (
    <Dialog title={t('agent.me.prove')} isOpen={waiting !== undefined} onClose={close}>
      <p>{t('agent.me.prove_why')}</p>
      <OneOf ways={waysOf(of)} onDone={proved} />
    </Dialog>
  )
  return { guard, asked }
}
