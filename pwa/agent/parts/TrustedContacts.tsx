// A file's contacts of trust: named for a person without a phone, asked again, ended at any time.
import { useState } from 'preact/hooks'
import { byCodeAlone, codeOf } from '../../kit/code'
import { useForm } from '../../kit/form'
import { isoDay, LANGUAGES, plainDate, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import {
  Button,
  CodeField,
  Card,
  CheckField,
  Disclosure,
  ErrorState,
  Field,
  FormProblem,
  SelectField,
  Skeleton,
  Submit,
  toast,
} from '../../kit/ui'
import {
  askTrustedContact,
  listTrustedContacts,
  nameTrustedContact,
  proveTrustedContact,
  revokeTrustedContact,
} from '../api/calls'
import type { TrustedContact } from '../api/types'
import { may, serverNow } from '../session'
import { type Asked, Confirm } from './Confirm'
import { Block, Decide, Facts, type Part, say } from './TrustedLine'

const RELATIONS = ['social_worker', 'family', 'association', 'other'] as const
const isLiving = ({ state }: TrustedContact) => ['proposed', 'asked', 'active'].includes(state)

function Code({ of, reload }: Part) {
  const form = useForm(async (values) => {
    await byCodeAlone(proveTrustedContact(of.id, codeOf(values)))
    toast(t('agent.trust.code_done'))
    void reload()
  })
  return (
    <form {...form.props} class="stack--small">
      <FormProblem form={form} />
      <CodeField
        form={form}
        label={t('agent.trust.code', { name: of.name })}
        hint={t('agent.trust.code_hint', { name: of.name })}
        class="fr-input code-input"
      />
      <Submit form={form} kind="secondary" isSmall>
        {t('agent.trust.code_go')}
      </Submit>
    </form>
  )
}

function Living({ of, reload }: Part) {
  const [asked, setAsked] = useState<Asked>()
  const revoke = () =>
    setAsked({
      title: t('agent.trust.revoke'),
      body: (
        <>
          <p>{of.name}</p>
          <p>{t('agent.trust.revoke_what')}</p>
        </>
      ),
      acts: [
        {
          label: t('agent.trust.revoke'),
          run: async () => {
            await revokeTrustedContact(of.id)
            toast(t('agent.trust.revoked'))
            void reload()
          },
        },
      ],
    })
  return (
    <li class="pile__line">
      <Facts of={of} />
      {of.state === 'proposed' && (
        <>
          <p class="soft small">{t('agent.trust.today_do')}</p>
          <Decide of={of} reload={reload} />
        </>
      )}
      {of.answer_until && of.state === 'asked' && (
        <p class="small">{t('agent.trust.until', { date: plainDate(isoDay(of.answer_until)) })}</p>
      )}
      {of.state === 'asked' && may('edit_file') && <Code of={of} reload={reload} />}
      <div class="row">
        {of.may_ask_again && may('edit_file') && (
          <Button
            kind="quiet"
            isSmall
            onClick={() => void say(askTrustedContact(of.id), t('agent.trust.asked'), reload)}
          >
            {t('agent.trust.ask')}
          </Button>
        )}
        {may('edit_file') && (
          <Button kind="quiet" isSmall onClick={revoke}>
            {t('agent.trust.revoke')}
            <span class="unseen"> ({of.name})</span>
          </Button>
        )}
        {of.state !== 'proposed' && may('approve_contact') && <Block of={of} reload={reload} />}
      </div>
      <Confirm asked={asked} onClose={() => setAsked(undefined)} />
    </li>
  )
}

function Add({ id, reload }: { id: string; reload: () => unknown }) {
  const today = isoDay(serverNow())
  const [given, setGiven] = useState({ phone: '', email: '' })
  const give = ({ currentTarget: { name, value } }: { currentTarget: HTMLInputElement }) =>
    setGiven((was) => ({ ...was, [name]: value.trim() }))
  const form = useForm(async (values) => {
    const [name, relation, phone, email, language, consented_on] = [
      'name',
      'relation',
      'phone',
      'email',
      'language',
      'consented_on',
    ].map((one) => values.text(one)) as [string, string, string, string, string, string]
    await nameTrustedContact(id, {
      name,
      relation,
      phone,
      email,
      language,
      consented_on,
      says_initial: values.isChecked('says_initial'),
    })
    toast(t('agent.trust.added'))
    void reload()
  })
  return (
    <form {...form.props} class="stack--small">
      <FormProblem form={form} />
      <Field
        form={form}
        name="name"
        expected="contact_name"
        label={t('agent.trust.name')}
        required
        maxLength={80}
        autocomplete="off"
      />
      <SelectField
        form={form}
        name="relation"
        expected="contact_relation"
        label={t('agent.trust.relation')}
        required
        empty=""
        options={RELATIONS.map((one) => ({ value: one, label: t(`agent.trust.relation.${one}`) }))}
      />
      <fieldset class="stack--small">
        <legend class="fr-label">{t('agent.trust.reach')}</legend>
        <Field
          form={form}
          name="phone"
          expected="contact_reach"
          type="tel"
          label={t('agent.trust.phone')}
          autocomplete="off"
          required={!given.email}
          onInput={give}
        />
        <Field
          form={form}
          name="email"
          expected="contact_reach"
          type="email"
          label={t('agent.trust.email')}
          autocomplete="off"
          required={!given.phone}
          onInput={give}
        />
      </fieldset>
      <SelectField
        form={form}
        name="language"
        label={t('agent.trust.language')}
        required
        defaultValue="fr"
        options={LANGUAGES.map(({ code, own }) => ({ value: code, label: own }))}
      />
      <CheckField form={form} name="says_initial" label={t('agent.trust.initial')} />
      <Field
        form={form}
        name="consented_on"
        expected="past_day"
        type="date"
        label={t('agent.trust.consented')}
        hint={t('agent.trust.consented_hint')}
        required
        max={today}
      />
      <Submit form={form} kind="secondary" isSmall>
        {t('agent.trust.add_go')}
      </Submit>
    </form>
  )
}

export function TrustedContacts({ id }: { id: string }) {
  const { data, problem, reload } = useLoad(`trusted:${id}`, () => listTrustedContacts(id))
  const living = data?.items.filter(isLiving) ?? []
  const over = data?.items.filter((one) => !isLiving(one)) ?? []
  return (
    <Card title={t('agent.trust.title')}>
      <p class="soft small">{t('agent.trust.what')}</p>
      {problem && !data && <ErrorState problem={problem} reload={reload} kept={t('agent.kept.nothing_lost')} />}
      {!data && !problem && <Skeleton lines={2} />}
      {data && living.length === 0 && <p class="soft">{t('agent.trust.none')}</p>}
      {living.length > 0 && (
        <ul class="pile">
          {living.map((one) => (
            <Living key={one.id} of={one} reload={reload} />
          ))}
        </ul>
      )}
      {data && !data.hindrance && may('edit_file') && (
        <Disclosure key={data.items.length} summary={t('agent.trust.add')}>
          <Add id={id} reload={reload} />
        </Disclosure>
      )}
      {data?.hindrance && <p class="soft small">{textOf(`errors.${data.hindrance}`, 'errors.contact_not_here')}</p>}
      {over.length > 0 && (
        <Disclosure summary={t('agent.trust.over')}>
          <ul class="pile">
            {over.map((one) => (
              <li key={one.id} class="pile__line">
                <Facts of={one} />
                {one.blocked_why && (
                  <p class="small">
                    {t('agent.trust.block_why')} : {t(`agent.trust.why.${one.blocked_why}`)}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  )
}
