// The session ended while something was being written: sign in above it, and go on.
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { toast } from '../../kit/ui'
import { startAfresh, usePresence } from '../session'
import { Steps, TITLES, useCodes } from '../signin/Steps'

function again(box: HTMLDialogElement | null) {
  if (box && !box.open && box.isConnected) box.showModal()
}

function Above() {
  const { session } = usePresence()
  const [codes, setCodes] = useCodes()
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = box.current
    again(dialog)
    return () => dialog?.close()
  }, [])
  if (!session) return null
  return (
    // Nothing behind may be used without a session: Escape does not close it, and a forced close opens it again.
    <dialog
      class="dialog"
      ref={box}
      aria-labelledby={id}
      onCancel={(event) => event.preventDefault()}
      onClose={() => again(box.current)}
    >
      <h2 class="card__title" id={id}>
        {t('agent.again.title')}
      </h2>
      <p class="soft again__why">{t('agent.again.kept')}</p>
      {session.stage !== 'signed_out' && (
        <h3 class="again__step">{codes ? t('agent.recovery.title') : t(TITLES[session.stage])}</h3>
      )}
      <Steps session={session} codes={codes} onCodes={setCodes} />
      <p class="sign-in__leave">
        <button type="button" class="link-button" onClick={startAfresh}>
          {t('agent.again.leave')}
        </button>
      </p>
    </dialog>
  )
}

export function SignInAgain() {
  const { isEnded } = usePresence()
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !isEnded) toast(t('agent.again.back'))
    was.current = isEnded
  }, [isEnded])
  return isEnded ? <Above /> : null
}
