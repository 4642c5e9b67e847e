import { useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { go, href } from '../../kit/router'
import { Banner, Button, CheckField, Dialog, FormProblem, LinkButton, Submit, toast } from '../../kit/ui'
import { perform } from '../acts'
import type { Me } from '../api'
import { Page } from '../parts/Page'
import { reaches, type Channels } from '../wishes'
import { useMe } from './Me'

async function save(changes: Channels): Promise<() => void> {
  const how = await perform({ act: 'details', changes })
  toast(t(how === 'done' ? 'kit.saved' : 'app.kept.waiting'))
  return () => go(href('me'), { replace: true })
}

/** Nobody is left without a reminder by a slip of the thumb: said what it means, asked once. */
function Sure({ changes, onBack }: { changes: Channels; onBack: () => void }) {
  const form = useForm(() => save(changes))
  return (
    <form {...form.props} class="stack">
      <p>{t('app.reminders.none_what')}</p>
      <p>{t('app.reminders.none_still')}</p>
      <FormProblem form={form} />
      <Button isWide onClick={onBack}>
        {t('app.reminders.none_back')}
      </Button>
      <Submit form={form} isWide kind="danger">
        {t('app.reminders.none_sure')}
      </Submit>
    </form>
  )
}

function Ask({ me }: { me: Me }) {
  const [asking, setAsking] = useState<Channels>()
  const form = useForm(async (values) => {
    const changes = {
      wants_sms: values.isChecked('wants_sms'),
      wants_push: values.isChecked('wants_push'),
      wants_email: values.isChecked('wants_email'),
    }
    // Ticked without an address nothing would ever come.
    if (changes.wants_email && !me.email_proved)
      throw new Problem('form_incomplete', 422, { wants_email: me.email ? 'email_proof_first' : 'email_first' })
    if (!reaches(me, me) || reaches(me, changes)) return save(changes)
    setAsking(changes)
    return undefined
  })
  return (
    <>
      <form {...form.props} class="card stack">
        <CheckField
          form={form}
          name="wants_sms"
          label={t('app.channel.sms')}
          hint={t('app.reminders.sms')}
          defaultChecked={me.wants_sms}
        />
        <CheckField
          form={form}
          name="wants_push"
          label={t('app.channel.push')}
          hint={t('app.reminders.push')}
          defaultChecked={me.wants_push}
        />
        <CheckField
          form={form}
          name="wants_email"
          label={t('app.channel.email')}
          hint={t(me.email_proved ? 'app.reminders.email' : 'app.reminders.email_first')}
          defaultChecked={me.wants_email}
        />
        {form.errorOf('wants_email') && (
          <LinkButton kind="secondary" href={href('email')}>
            {t(me.email ? 'app.email.title' : 'app.email.add')}
          </LinkButton>
        )}
        <FormProblem form={form} />
        <Submit form={form} isWide>
          {t('kit.save')}
        </Submit>
      </form>
      <Dialog title={t('app.reminders.none')} isOpen={asking !== undefined} onClose={() => setAsking(undefined)}>
        {asking && <Sure changes={asking} onBack={() => setAsking(undefined)} />}
      </Dialog>
    </>
  )
}

export function Reminders() {
  return (
    <Page loaded={useMe()} title={t('app.reminders.title')} back={href('me')}>
      {(me) => (
        <div class="stack">
          <p>{t('app.reminders.why')}</p>
          <Ask me={me} />
          <Banner>{t('app.reminders.always')}</Banner>
        </div>
      )}
    </Page>
  )
}
