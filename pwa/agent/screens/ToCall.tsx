// Whom to call or to write to, to be printed: voice and post are not sent by us.
import { capital, dayAndHour, hour, isoDay, LANGUAGES, plainDate, plural, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import { whyOf } from '../../kit/told'
import { Badge, Banner, Button, EmptyState, ErrorState, PageTitle, Skeleton } from '../../kit/ui'
import { paper, phone as handset } from '../../kit/ui/icons'
import { listPersonsToCall } from '../api/calls'
import type { ToCall as Item } from '../api/types'
import { fullName, PersonLink, Phone } from '../parts/person'
import { Mend } from '../parts/Reach'
import { brief } from '../parts/when'

const own = (code: string) => LANGUAGES.find((one) => one.code === code)?.own ?? code

function Needs({ of }: { of: Item['probationer'] }) {
  const speaks = of.needs_interpreter
    ? of.spoken_language || t('agent.sign.language_unknown')
    : of.language === 'fr'
      ? ''
      : own(of.language)
  return (
    <>
      {of.sensitive_channel && <Badge kind="note">{t('agent.to_call.sensitive')}</Badge>}
      {speaks && <Badge>{t('agent.file.speaks', { language: speaks })}</Badge>}
      {of.needs_sign_language && <Badge kind="info">{t('agent.field.needs_sign_language')}</Badge>}
      {of.reads_little && <Badge kind="info">{t('agent.field.reads_little')}</Badge>}
    </>
  )
}

/** On paper, today is soon yesterday: with its date. */
const edited = (now: string, zone: string) =>
  t('agent.to_call.printed', { date: plainDate(isoDay(now, zone)), hour: hour(now, zone) })

function Row({ of, zone, reload }: { of: Item; zone: string; reload: () => unknown }) {
  const { probationer: person, appointment } = of
  const when = dayAndHour(appointment.starts_at, appointment.time_zone)
  return (
    <li class="to-call">
      <div>
        <p class="row">
          <strong>
            <PersonLink of={person} />
          </strong>{' '}
          <Needs of={person} />
        </p>
        <p>
          <a href={href('appointment', { id: appointment.id })}>{t(`agent.to_call.say.${of.what}`, { when })}</a>
        </p>
        <p class="soft small">{[appointment.type.name, appointment.place?.full_name].filter(Boolean).join(' · ')}</p>
      </div>
      <div>
        <p>{person.phone ? <Phone of={person.phone} /> : <span class="soft">{t('agent.to_call.no_phone')}</span>}</p>
        <address>
          {person.address || person.city ? (
            <>
              <bdi>{person.address}</bdi>
              <br />
              <bdi>
                {person.postcode} {person.city}
              </bdi>
            </>
          ) : (
            <span class="soft">{t('agent.to_call.no_address')}</span>
          )}
        </address>
      </div>
      <div>
        <p>{capital(whyOf(of.reason))}</p>
        <p class="soft small">{t('agent.reach.since', { when: brief(of.since, zone) })}</p>
        <p class="small unprinted">{textOf(`agent.reach_do.${of.cause}`, 'agent.reach_do.other')}</p>
        <Mend of={of} person={person.id} name={fullName(person)} appointment={appointment.id} onDone={reload} />
      </div>
      <Ticks />
    </li>
  )
}

const TICKS = ['reached', 'no_answer', 'letter'] as const

/** On paper alone: what came of it is ticked and written by hand, and recorded afterwards. */
function Ticks() {
  return (
    <div class="to-call__ticks" aria-hidden="true">
      {TICKS.map((one) => (
        <p class="to-call__tick" key={one}>
          <span class="to-call__box" /> {t(`agent.to_call.tick.${one}`)}
        </p>
      ))}
      <p class="to-call__note">{t('agent.to_call.tick.note')}</p>
    </div>
  )
}

export default function ToCall() {
  const { data, problem, copiedAt, reload } = useLoad('to_call', listPersonsToCall)
  return (
    <div class="screen">
      <div class="head">
        <div>
          <PageTitle back={href('today')}>{t('agent.nav.to_call')}</PageTitle>
          {data && (
            <p class="soft">
              {plural('agent.to_call.count', data.count)}
              <span class="print-only"> · {edited(data.now, data.time_zone)}</span>
            </p>
          )}
        </div>
        {data && data.items.length > 0 && (
          <div class="row unprinted">
            <Button kind="secondary" icon={paper} onClick={() => print()}>
              {t('agent.to_call.print')}
            </Button>
          </div>
        )}
      </div>
      <p class="soft small unprinted">{t('agent.to_call.what')}</p>
      {data && data.count > data.items.length && <p>{t('agent.to_call.first', { n: data.items.length })}</p>}
      {copiedAt && <Banner kind="note">{t('agent.kept.old_copy')}</Banner>}
      {problem && !data && <ErrorState problem={problem} reload={reload} kept={t('agent.kept.nothing_lost')} />}
      {!data && !problem && <Skeleton lines={8} />}
      {data?.items.length === 0 && (
        <div class="card">
          <EmptyState icon={handset} title={t('agent.to_call.none')}>
            {t('agent.to_call.none_what')}
          </EmptyState>
        </div>
      )}
      {data && data.items.length > 0 && (
        <ol class="to-calls card">
          {data.items.map((one) => (
            <Row key={one.appointment.id} of={one} zone={data.time_zone} reload={reload} />
          ))}
        </ol>
      )}
    </div>
  )
}
