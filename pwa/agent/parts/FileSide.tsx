// What stands beside the appointments in a file: how to reach the person, what she needs, who follows her.
import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { LANGUAGES, plainDate, plural, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Badge, Banner, Button, Card, Dialog, LinkButton, toast } from '../../kit/ui'
import { revokeSessions } from '../api/calls'
import type { File } from '../api/types'
import { may } from '../session'
import { leaves } from './leaves'
import { type Asked, Confirm } from './Confirm'
import { PersonLink, Phone, PhoneState, typedPhone } from './person'
import { ASKS_PHONE, PhoneProof } from './PhoneProof'
import { ReferentChooser } from './ReferentChooser'
import { Relations } from './Relations'
import { StateChooser } from './StateChooser'
import { TrustedContacts } from './TrustedContacts'
import { comma } from './when'

const NEEDS = ['needs_interpreter', 'needs_sign_language', 'needs_step_free', 'reads_little'] as const

interface Part {
  of: File
  reload: () => unknown
}

function Contact({ of, reload }: Part) {
  const [isProving, setProving] = useState(false)
  const done = () => {
    setProving(false)
    void reload()
  }
  return (
    <Card title={t('agent.file.contact')}>
      <dl class="facts">
        <div>
          <dt>{t('agent.field.phone')}</dt>
          <dd>
            <PhoneState of={of} />
            {of.same_phone.length > 0 && (
              <p class="small">
                {t('agent.file.same_phone')}{' '}
                {of.same_phone.map((one, at) => (
                  <Fragment key={one.id}>
                    {at > 0 && comma()}
                    <PersonLink of={one} />
                  </Fragment>
                ))}
              </p>
            )}
          </dd>
        </div>
        {of.email && (
          <div>
            <dt>{t('agent.field.email')}</dt>
            <dd>
              <span class="ltr">{of.email}</span>{' '}
              {of.email_refused_at ? (
                <Badge kind="danger">
                  {t('agent.file.email_refused', { when: plainDate(of.email_refused_at.slice(0, 10)) })}
                </Badge>
              ) : (
                <Badge kind={of.email_proved ? 'success' : 'note'}>
                  {t(of.email_proved ? 'agent.phone_status.proved' : 'agent.phone_status.given')}
                </Badge>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('agent.field.address')}</dt>
          <dd>
            {of.address || of.city ? (
              <address>
                <bdi>{of.address}</bdi>
                <br />
                <bdi>
                  {of.postcode} {of.city}
                </bdi>
              </address>
            ) : (
              <span class="soft">{t('agent.file.no_address')}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('agent.field.language')}</dt>
          <dd>{LANGUAGES.find((one) => one.code === of.language)?.own ?? of.language}</dd>
        </div>
      </dl>
      {may('edit_file') && (
        <div class="row">
          {of.phone && of.phone_status !== 'proved' && (
            <Button kind="secondary" isSmall onClick={() => setProving(true)}>
              {t('agent.proof.title')}
            </Button>
          )}
          <LinkButton
            kind={of.phone && of.phone_status !== 'proved' ? 'quiet' : 'secondary'}
            isSmall
            href={href('edit_file', { id: of.id }, ASKS_PHONE)}
          >
            {t(of.phone ? 'agent.proof.change' : 'agent.proof.add')}
          </LinkButton>
        </div>
      )}
      <Dialog title={t('agent.proof.title')} isOpen={isProving} onClose={() => setProving(false)}>
        <PhoneProof probationer={of.id} phone={of.phone && typedPhone(of.phone)} onProved={done} isFixed />
      </Dialog>
    </Card>
  )
}

function Needs({ of }: Part) {
  const needs = NEEDS.filter((need) => of[need])
  if (needs.length === 0 && !of.spoken_language) return null
  return (
    <Card title={t('agent.file.needs')}>
      <ul class="tags">
        {of.spoken_language && (
          <li>
            <Badge>{t('agent.file.speaks', { language: of.spoken_language })}</Badge>
          </li>
        )}
        {needs.map((need) => (
          <li key={need}>
            <Badge kind="info">{t(`agent.field.${need}`)}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Follow({ of, reload }: Part) {
  return (
    <Card title={t('agent.file.who')}>
      <dl class="facts">
        <div>
          <dt>{t('agent.field.referent')}</dt>
          <dd>{of.referent?.name ?? <span class="soft">{t('agent.people.nobody')}</span>}</dd>
        </div>
        <div>
          <dt>{t('agent.file.services')}</dt>
          <dd>{of.organisations.map(({ name }) => name).join(comma())}</dd>
        </div>
        {of.relations.map((one) => (
          <div key={one.id}>
            <dt>{textOf(`agent.relation.${one.kind}`, 'agent.relation.other')}</dt>
            <dd>
              {one.name}
              {one.phone && (
                <>
                  {' '}
                  <Phone of={one.phone} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {may('assign_file') && <ReferentChooser key={of.referent?.id} of={of} reload={reload} />}
      {may('edit_file') && <Relations of={of} reload={reload} />}
    </Card>
  )
}

function Channels({ of, reload }: Part) {
  const [asked, setAsked] = useState<Asked>()
  const revoke = () =>
    setAsked({
      title: t('agent.devices.revoke'),
      body: <p>{t('agent.devices.revoke_what')}</p>,
      acts: [
        {
          label: t('agent.devices.revoke'),
          run: async () => {
            await revokeSessions(of.id)
            toast(t('agent.devices.revoked'))
            void reload()
          },
        },
      ],
    })
  return (
    <Card title={t('agent.file.messages_how')}>
      <p>{leaves(of)}</p>
      {of.opted_out && <Banner kind="note">{t('agent.file.opted_out')}</Banner>}
      {of.sensitive_channel && (
        <Banner kind="note" title={t('agent.field.sensitive')}>
          {t('agent.field.sensitive_hint')}
        </Banner>
      )}
      <p class="soft small">{plural('agent.devices.count', of.devices_count)}</p>
      {of.devices_count > 0 && may('edit_file') && (
        <Button kind="quiet" isSmall onClick={revoke}>
          {t('agent.devices.revoke')}
        </Button>
      )}
      {may('set_state') && <StateChooser key={of.state} of={of} reload={reload} />}
      <Confirm asked={asked} onClose={() => setAsked(undefined)} />
    </Card>
  )
}

export function FileSide(part: Part) {
  return (
    <>
      <Contact {...part} />
      <Needs {...part} />
      <Channels {...part} />
      <TrustedContacts id={part.of.id} />
      <Follow {...part} />
    </>
  )
}
