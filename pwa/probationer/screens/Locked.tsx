// The code of this phone, asked before anything of the person's is shown.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Banner, Button, Disclosure, Field, PageTitle, Submit } from '../../kit/ui'
import { hasUnsent, sendNow, useUnsent } from '../acts'
import { isGoodCode, removeCode, tryCode } from '../lock'
import { ended, signOut } from '../session'

/** The server is told too: the session of a phone that guesses codes ends. */
async function forget(leaving: () => Promise<void>) {
  await leaving()
  removeCode()
}

/** It was wrong too often. */
export async function shutOut(): Promise<void> {
  if (hasUnsent()) await sendNow()
  await forget(signOut)
  ended.value = 'lock_wiped'
}

/** Not what it is: whoever holds the phone may read this. */
const Losing = () => (
  <p>
    {t('app.unsent.title')} {t('app.unsent.lost')}
  </p>
)

const focusOn = (form: HTMLFormElement | null) => form?.querySelector('input')?.focus()

/** The code of this phone, typed. Wrong too often, everything goes, wherever it was asked. */
export function AskCode({
  action,
  onOpen,
  children,
}: {
  action: string
  onOpen?: () => void
  children: ComponentChildren
}) {
  const [left, setLeft] = useState<number>()
  const waits = useUnsent().length > 0
  const form = useForm(async (values) => {
    const code = values.text('code')
    // Not even a try.
    if (!isGoodCode(code)) throw new Problem('form_incomplete', 422, { code: 'lock_code' })
    const told = await tryCode(code)
    if (told === 0) return shutOut()
    if (told === 'open') return onOpen?.()
    setLeft(told)
    // Typed after what was wrong, the right digits would be one more wrong try.
    form.props.ref.current?.reset()
    focusOn(form.props.ref.current)
  })
  const { ref } = form.props
  useEffect(() => focusOn(ref.current), [ref])
  return (
    <form {...form.props} class="stack">
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
            {left === 1 && waits && <Losing />}
          </Banner>
        )}
      </div>
      <Submit form={form} isWide>
        {action}
      </Submit>
      {children}
    </form>
  )
}

export function Locked() {
  const waits = useUnsent().length > 0
  return (
    <div class="welcome">
      <PageTitle>{t('app.lock.ask')}</PageTitle>
      <div class="card">
        <AskCode action={t('app.lock.open')}>
          <Disclosure summary={t('app.lock.forgotten')}>
            <div class="stack">
              <p>{t('app.lock.forgotten_words')}</p>
              {waits && <Losing />}
              <Button kind="secondary" isWide onClick={() => void forget(signOut).then(() => (ended.value = 'left'))}>
                {t('app.lock.wipe')}
              </Button>
            </div>
          </Disclosure>
        </AskCode>
      </div>
    </div>
  )
}
