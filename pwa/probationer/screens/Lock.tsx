// A code before this app: set, taken away, and plainly what it protects from and what not.
import { useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Button, Card, Field, FormProblem, PageTitle, Submit, toast } from '../../kit/ui'
import { hasLock, isGoodCode, removeCode, setCode } from '../lock'

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

export function Lock() {
  const [isSet, show] = useState(hasLock)
  const remove = () => {
    removeCode()
    toast(t('app.lock.is_removed'))
    show(false)
  }
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
              <Button kind="secondary" isWide onClick={remove}>
                {t('app.lock.remove')}
              </Button>
            </>
          ) : (
            <Choose onSet={() => show(true)} />
          )}
        </div>
      </Card>
    </>
  )
}
