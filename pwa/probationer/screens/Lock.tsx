// A code before this app: set, taken away, and plainly what it protects from and what not.
import { useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Button, Card, Field, FormProblem, PageTitle, Submit, toast } from '../../kit/ui'
import { hasLock, isGoodCode, removeCode, setCode } from '../lock'
import { AskCode } from './Locked'

function Choose({ onSet }: { onSet: () => void }) {
  const form = useForm(async (values) => {
    const code = values.text('code')
    if (!isGoodCode(code)) throw new Problem('form_incomplete', 422, { code: 'lock_code' })
    if (code !== values.text('again')) throw new Problem('form_incomplete', 422, { again: 'lock_again' })
    await setCode(code)
    toast(t('app.lock.is_set'))
    onSet()
  })
  const code = {
    type: 'password',
    required: true,
    inputMode: 'numeric',
    autocomplete: 'off',
    maxLength: 6,
    class: 'fr-input code',
  } as const
  return (
    <form {...form.props} class="stack">
      <Field
        form={form}
        name="code"
        expected="lock_code"
        label={t('app.lock.code')}
        hint={t('app.lock.digits')}
        // What was said of the second one spoke of both.
        onInput={form.forgive}
        {...code}
      />
      <Field form={form} name="again" expected="lock_again" label={t('app.lock.again')} {...code} />
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t('app.lock.set')}
      </Submit>
    </form>
  )
}

/** By whoever knows it: the code protects from whoever holds the open phone too. */
function Remove({ onRemoved }: { onRemoved: () => void }) {
  const [isAsked, ask] = useState(false)
  const remove = () => {
    removeCode()
    toast(t('app.lock.is_removed'))
    onRemoved()
  }
  if (!isAsked)
    return (
      <Button kind="secondary" isWide onClick={() => ask(true)}>
        {t('app.lock.remove')}
      </Button>
    )
  return (
    <AskCode action={t('app.lock.remove')} onOpen={remove}>
      <Button kind="quiet" isWide onClick={() => ask(false)}>
        {t('kit.keep')}
      </Button>
    </AskCode>
  )
}

export function Lock() {
  const [isSet, show] = useState(hasLock)
  return (
    <>
      <PageTitle back={href('me')}>{t('app.lock.title')}</PageTitle>
      <Card>
        <div class="stack">
          <p>{t('app.lock.what')}</p>
          <p class="soft">{t('app.lock.not')}</p>
          {isSet ? (
            <>
              <Banner kind="success" title={t('app.lock.is_set')}>
                {t('app.lock.tries')}
              </Banner>
              <Remove onRemoved={() => show(false)} />
            </>
          ) : (
            <Choose onSet={() => show(true)} />
          )}
        </div>
      </Card>
    </>
  )
}
