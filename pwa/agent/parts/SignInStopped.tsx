// Too many wrong birth dates after a right code: who looks after the file speaks with the person and allows it again.
import { t } from '../../kit/i18n'
import { refusalText } from '../../kit/refusal'
import { Banner, Button, toast } from '../../kit/ui'
import { allowSignIn } from '../api/calls'
import type { File } from '../api/types'
import { may } from '../session'

export function SignInStopped({ of, reload }: { of: Pick<File, 'id'>; reload: () => unknown }) {
  const allow = async () => {
    try {
      await allowSignIn(of.id)
      toast(t('agent.sign_in_stopped.allowed'))
    } catch (error) {
      toast(refusalText(error))
    }
    void reload()
  }
  return (
    <Banner kind="danger" title={t('agent.sign_in_stopped.title')}>
      <p>{t('agent.sign_in_stopped.what')}</p>
      <p>{t('agent.sign_in_stopped.do')}</p>
      {may('edit_file') && (
        <Button kind="secondary" isSmall onClick={() => void allow()}>
          {t('agent.sign_in_stopped.allow')}
        </Button>
      )}
    </Banner>
  )
}
