// Somebody who receives a copy of the reminders: named here, looked at by the service, asked, removed at any time.
import { useState } from 'preact/hooks'
import { byCodeAlone, codeOf } from '../../kit/code'
import { useForm } from '../../kit/form'
import { LANGUAGES, language, plainDate, t, textOf } from '../../kit/i18n'
import { refusalText } from '../../kit/refusal'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import {
  Badge,
  Banner,
  Button,
  Card,
  ChoiceField,
  CodeField,
  Dialog,
  Disclosure,
  EmptyState,
  Field,
  FormProblem,
  SelectField,
  Submit,
  toast,
  type BadgeKind,
} from '../../kit/ui'
import { people } from '../../kit/ui/icons'
import { api, type TrustedContact, type TrustedContacts } from '../api'
import { Page } from '../parts/Page'
import { READS } from '../reading'

const LOOKS: Partial<Record<TrustedContact['state'], BadgeKind>> = {
  proposed: 'note',
  asked: 'note',
  active: 'success',
}
const RELATIONS = ['social_worker', 'family', 'association', 'other'] as const
const isLiving = ({ state }: TrustedContact) => state in LOOKS

interface Part {
  of: TrustedContact
  reload: () => unknown
}

/** The contact says her code: that is how she agrees when she has no internet. */
function Code({ of, reload }: Part) {
  const form = useForm(async (values) => {
    const body = { code: codeOf(values) }
    await byCodeAlone(
      api.post('/api/probationer/me/trusted-contacts/{contact}/code', { path: { contact: of.id }, body }),
    )
    toast(t('app.trust.code_ok'))
    void reload()
  })
  return (
    <form {...form.props} class="stack">
      <CodeField form={form} label={t('app.trust.code')} hint={t('app.trust.code_hint')} class="fr-input code" />
      <FormProblem form={form} />
      <Submit form={form} isWide kind="secondary">
        {t('kit.confirm')}
      </Submit>
    </form>
  )
}

function Acts({ of, reload }: Part) {
  const [isOpen, setOpen] = useState(false)
  const act = async (doing: Promise<unknown>, said: string) => {
    setOpen(false)
    try {
      await doing
      toast(said)
    } catch (error) {
      toast(refusalText(error))
    }
    void reload()
  }
  const path = { contact: of.id }
  const again = () =>
    act(api.post('/api/probationer/me/trusted-contacts/{contact}/ask', { path }), t('app.trust.again_done'))
  const remove = () =>
    act(api.delete('/api/probationer/me/trusted-contacts/{contact}', { path }), t('app.trust.removed'))
  return (
    <div class="card__foot stack">
      {of.may_ask_again && (
        <Button kind="quiet" isWide onClick={() => void again()}>
          {t('app.trust.again')}
        </Button>
      )}
      <Button kind="danger" isWide onClick={() => setOpen(true)}>
        {t('app.trust.remove')}
        <span class="unseen"> ({of.name})</span>
      </Button>
      <Dialog title={t('app.trust.remove_title')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div class="stack">
          <p>
            <bdi class="strong">{of.name}</bdi>
          </p>
          <p>{t('app.trust.remove_what')}</p>
          <Button kind="danger" isWide onClick={() => void remove()}>
            {t('app.trust.remove')}
          </Button>
          <Button kind="quiet" isWide onClick={() => setOpen(false)}>
            {t('kit.keep')}
          </Button>
        </div>
      </Dialog>
    </div>
  )
}

const Who = ({ of }: { of: TrustedContact }) => (
  <p class="soft small">
    {t(`app.trust.relation.${of.relation}`)} · <bdi class="ltr">{of.address}</bdi>
  </p>
)

function One({ of, reload }: Part) {
  return (
    <Card title={<bdi>{of.name}</bdi>} aside={<Badge kind={LOOKS[of.state]}>{t(`app.trust.state.${of.state}`)}</Badge>}>
      <div class="stack">
        <Who of={of} />
        {of.answer_until && (
          <p class="small">{t('app.trust.until', { date: plainDate(of.answer_until.slice(0, 10)) })}</p>
        )}
        {of.state === 'asked' && <Code of={of} reload={reload} />}
      </div>
      <Acts of={of} reload={reload} />
    </Card>
  )
}

function Add({ reload }: { reload: () => unknown }) {
  const form = useForm(async (values) => {
    const [name, relation, phone, email] = ['name', 'relation', 'phone', 'email'].map((one) => values.text(one)) as [
      string,
      string,
      string,
      string,
    ]
    await api.post('/api/probationer/me/trusted-contacts', {
      body: {
        name,
        relation,
        phone,
        email,
        language: values.text('language'),
        says_initial: values.text('says') === 'initial',
      },
    })
    toast(t('app.trust.sent'))
    void reload()
  })
  return (
    <form {...form.props} class="stack">
      <Field
        form={form}
        name="name"
        expected="contact_name"
        label={t('app.trust.name')}
        hint={t('app.trust.name_hint')}
        required
        maxLength={80}
        autocomplete="off"
      />
      <SelectField
        form={form}
        name="relation"
        expected="contact_relation"
        label={t('app.trust.relation')}
        required
        empty=""
        options={RELATIONS.map((one) => ({ value: one, label: t(`app.trust.relation.${one}`) }))}
      />
      <Field
        form={form}
        name="phone"
        type="tel"
        inputMode="tel"
        label={t('app.trust.phone')}
        hint={t('app.trust.one_of')}
        autocomplete="off"
      />
      <Field form={form} name="email" type="email" label={t('app.trust.email')} autocomplete="off" />
      <SelectField
        form={form}
        name="language"
        label={t('app.trust.language')}
        required
        defaultValue={language()}
        options={LANGUAGES.map(({ code, own }) => ({ value: code, label: own }))}
      />
      <ChoiceField
        form={form}
        name="says"
        label={t('app.trust.says')}
        value="name"
        options={[
          { value: 'name', label: t('app.trust.says_name') },
          { value: 'initial', label: t('app.trust.says_initial') },
        ]}
      />
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t('app.trust.send')}
      </Submit>
    </form>
  )
}

function List({ of, reload }: { of: TrustedContacts; reload: () => unknown }) {
  const living = of.items.filter(isLiving)
  const over = of.items.filter((one) => !isLiving(one))
  return (
    <div class="stack">
      <p>{t('app.trust.what')}</p>
      <Banner>{t('app.trust.how')}</Banner>
      {living.length === 0 && (
        <Card>
          <EmptyState icon={people} title={t('app.trust.none')} />
        </Card>
      )}
      {living.map((one) => (
        <One key={one.id} of={one} reload={reload} />
      ))}
      {of.hindrance ? (
        <p class="soft">{textOf(`errors.${of.hindrance}`, 'errors.contact_not_here')}</p>
      ) : (
        <Card>
          <Disclosure key={of.items.length} summary={t('app.trust.add')}>
            <Add reload={reload} />
          </Disclosure>
        </Card>
      )}
      {over.length > 0 && (
        <Card title={t('app.trust.before')}>
          <ul class="lines">
            {over.map((one) => (
              <li key={one.id} class="line">
                <span class="line__text">
                  <bdi>{one.name}</bdi>
                  <Who of={one} />
                </span>
                <Badge>{t(`app.trust.state.${one.state}`)}</Badge>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

export function Trust() {
  const loaded = useLoad('trusted', READS.trusted)
  return (
    <Page loaded={loaded} title={t('app.trust.title')} back={href('me')}>
      {(of) => <List of={of} reload={loaded.reload} />}
    </Page>
  )
}
