// The code of this phone, asked before anything of the person's is shown.
import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Banner, Button, Field, PageTitle, Submit } from '../../kit/ui'
import { removeCode, tryCode } from '../lock'
import { signOut } from '../session'

/** The server is told too: the session of a phone that guesses codes ends. */
async function forget() {
  await signOut()
  removeCode()
}

export function Locked() {
  const [left, setLeft] = useState<number>()
  const [isForgotten, setForgotten] = useState(false)
  const form = useForm(async (values) => {
    const told = await tryCode(values.text('code'))
    if (told === 0) return forget()
    if (told !== 'open') setLeft(told)
  })
  return (
    <div class="welcome">
      <PageTitle>{t('app.lock.ask')}</PageTitle>
      <form {...form.props} class="card stack">
        <Field form={form} name="code" type="password" label={t('app.lock.code')} required inputMode="numeric" autocomplete="off" pattern="[0-9]{4,6}" maxLength={6} class="fr-input code" />
        <div role="alert">{left !== undefined && <Banner kind="danger" title={t('app.lock.wrong')}>{t('app.lock.left', { left })}</Banner>}</div>
        <Submit form={form} isWide>{t('app.lock.open')}</Submit>
        {!isForgotten && <Button kind="quiet" isWide onClick={() => setForgotten(true)}>{t('app.lock.forgotten')}</Button>}
        {isForgotten && <><p>{t('app.lock.forgotten_words')}</p><Button kind="secondary" isWide onClick={() => void forget()}>{t('app.lock.wipe')}</Button></>}
      </form>
    </div>
  )
}
