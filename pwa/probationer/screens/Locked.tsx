// The code of this phone, asked before anything of the person's is shown.
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Banner, Button, Disclosure, Field, PageTitle, Submit } from '../../kit/ui'
import { isGoodCode, removeCode, tryCode } from '../lock'
import { shutOut, signOut } from '../session'

/** The server is told too: the session of a phone that guesses codes ends. */
async function forget(leaving: () => Promise<void>) {
  await leaving()
  removeCode()
}

const focusOn = (form: HTMLFormElement | null) => form?.querySelector('input')?.focus()

export function Locked() {
  const [left, setLeft] = useState<number>()
  const form = useForm(async (values) => {
    const code = values.text('code')
    // Not even a try.
    if (!isGoodCode(code)) throw new Problem('form_incomplete', 422, { code: 'lock_code' })
    const told = await tryCode(code)
    if (told === 0) return forget(shutOut)
    if (told === 'open') return
    setLeft(told)
    // Typed after what was wrong, the right digits would be one more wrong try.
    form.reset()
    focusOn(form.props.ref.current)
  })
  const { ref } = form.props
  useEffect(() => focusOn(ref.current), [ref])
  return (
    <div class="welcome">
      <PageTitle>{t('app.lock.ask')}</PageTitle>
      <form {...form.props} class="card stack">
        <Field
          form={form}
          name="code"
          expected="lock_code"
          type="password"
          label={t('app.lock.code')}
          hint={t('app.lock.yours')}
          required
          inputMode="numeric"
          autocomplete="off"
          maxLength={6}
          class="fr-input code"
        />
        <div role="alert">
          {left !== undefined && (
            <Banner kind="danger" title={t('app.lock.wrong')}>
              {t('app.lock.left', { left })} {left === 1 && t('app.lock.last')}
            </Banner>
          )}
        </div>
        <Submit form={form} isWide>
          {t('app.lock.open')}
        </Submit>
        <Disclosure summary={t('app.lock.forgotten')}>
          <div class="stack">
            <p>{t('app.lock.forgotten_words')}</p>
            <Button kind="secondary" isWide onClick={() => void forget(signOut)}>
              {t('app.lock.wipe')}
            </Button>
          </div>
        </Disclosure>
      </form>
    </div>
  )
}
