// The steps of signing in, wherever they stand: the page of its own, or the dialog above a half-filled form.
import { useState } from 'preact/hooks'
import { t, type MessageKey } from '../../kit/i18n'
import { signOut } from '../api/calls'
import type { Session, Stage } from '../api/types'
import { refreshSession } from '../session'
import { Charter } from './Charter'
import { Enrol, RecoveryCodes } from './Enrol'
import { Password } from './Password'
import { SecondFactor } from './SecondFactor'

export const TITLES: Record<Stage, MessageKey> = {
  signed_out: 'agent.sign_in.title',
  second_factor: 'agent.second.title',
  enrol: 'agent.enrol.title',
  charter: 'agent.charter.title',
  ready: 'agent.sign_in.title',
}

const leave = () => void signOut().finally(() => refreshSession())

export function Steps({
  session,
  codes,
  onCodes,
}: {
  session: Session
  codes: string[] | undefined
  onCodes: (codes: string[] | undefined) => void
}) {
  if (codes) {
    const done = () => {
      onCodes(undefined)
      void refreshSession()
    }
    return <RecoveryCodes codes={codes} onDone={done} />
  }
  return (
    <>
      {session.stage === 'signed_out' && <Password />}
      {session.stage === 'second_factor' && <SecondFactor session={session} />}
      {session.stage === 'enrol' && <Enrol onCodes={onCodes} />}
      {session.stage === 'charter' && <Charter />}
      {session.stage !== 'signed_out' && session.stage !== 'ready' && (
        <p class="sign-in__leave">
          <button type="button" class="link-button" onClick={leave}>
            {t('agent.sign_in.other')}
          </button>
        </p>
      )}
    </>
  )
}

export function useCodes() {
  return useState<string[] | undefined>()
}
