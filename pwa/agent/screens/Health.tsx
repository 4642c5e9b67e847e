// For whoever runs the service: what waits, what left in the last hour, who still gives a sign, what to do about it.
import { useEffect } from 'preact/hooks'
import { dayAndHour, has, list, minutes, number, plural, recently, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Badge, Banner, Card, ErrorState, PageTitle, Skeleton } from '../../kit/ui'
import { getHealth } from '../api/calls'
import type { Health } from '../api/types'
import { zone } from '../session'

const EVERY = 30_000

type Alarm = Health['alarms'][number]
type Rate = Health['rates'][number]
type Sign = Health['signs'][number]

const percent = (share: number | null) =>
  share === null ? t('agent.health.too_few') : t('agent.health.percent', { n: number(Math.floor(share * 100)) })
const lane = (name: string) => textOf(`agent.health.lane.${name}`, 'agent.health.other')
const channel = (name: string) => textOf(`agent.channel.${name}`, 'agent.health.other')
/** The name that its maker gave it; one that we do not know stands as it is configured. */
const gateway = (name: string) =>
  has(`agent.health.gateway.${name}`) ? textOf(`agent.health.gateway.${name}`, 'agent.health.other') : name
const sign = (name: string) => textOf(`agent.health.sign.${name}`, 'agent.health.other')

const A_MINUTE = 60
const AN_HOUR = 3600
const A_DAY = 86_400

/** « prévu toutes les 5 secondes », « prévu chaque jour » */
function every(seconds: number): string {
  if (seconds < A_MINUTE) return plural('agent.health.every_seconds', seconds)
  if (seconds === A_MINUTE) return t('agent.health.every_minute')
  return seconds === A_DAY ? t('agent.health.every_day') : t('agent.health.every', { time: lasting(seconds) })
}

/** « 40 min », « 26 h 40 min » */
function lasting(seconds: number): string {
  const hours = Math.floor(seconds / AN_HOUR)
  const rest = Math.floor((seconds % AN_HOUR) / A_MINUTE)
  return hours === 0
    ? minutes(rest)
    : [t('agent.health.hours', { n: number(hours) }), rest > 0 && minutes(rest)].filter(Boolean).join(' ')
}

/** Where it sounds: a channel, a process, a window of time, a gateway. */
function where(of: Alarm): string {
  const key = [`agent.health.sign.${of.where}`, `agent.channel.${of.where}`, `agent.health.window.${of.where}`].find(
    has,
  )
  return of.where === '' ? '' : key ? textOf(key, 'agent.health.other') : gateway(of.where)
}

function Alarms({ of }: { of: Alarm[] }) {
  if (of.length === 0)
    return (
      <Banner kind="success" title={t('agent.health.well')}>
        {t('agent.health.well_what')}
      </Banner>
    )
  return (
    <ul class="stack bare">
      {of.map((one) => (
        <li key={one.name + one.where}>
          <Banner
            kind={one.urgent ? 'danger' : 'note'}
            title={[textOf(`agent.health.alarm.${one.name}`, 'agent.health.other'), where(one)]
              .filter(Boolean)
              .join(' · ')}
          >
            {textOf(`agent.health.do.${one.name}`, 'agent.health.other')}
          </Banner>
        </li>
      ))}
    </ul>
  )
}

function Waiting({ of }: { of: Health }) {
  const count = (n: number) => (n >= of.counted_at_most ? t('agent.health.at_least', { n: number(n) }) : number(n))
  const stuck = Object.entries(of.stuck).filter(([, n]) => n > 0)
  return (
    <Card title={t('agent.health.waiting')}>
      {of.waiting.length + stuck.length === 0 && <p class="soft">{t('agent.health.waiting_none')}</p>}
      <ul class="pile">
        {of.waiting.map((one) => (
          <li key={one.lane + one.channel} class="pile__line">
            <p class="strong">
              {lane(one.lane)} · {channel(one.channel)}
            </p>
            <p>
              {t('agent.health.due', { n: count(one.due) })}{' '}
              {one.late > 0 && <Badge kind="danger">{t('agent.health.late', { n: count(one.late) })}</Badge>}
            </p>
            {one.oldest_seconds !== null && (
              <p class="soft small">
                {one.oldest_seconds < A_MINUTE
                  ? t('agent.health.oldest_now')
                  : t('agent.health.oldest', { since: lasting(one.oldest_seconds) })}
              </p>
            )}
          </li>
        ))}
        {stuck.map(([name, n]) => (
          <li key={name} class="pile__line">
            <p>
              {textOf(`agent.health.stuck.${name}`, 'agent.health.other')} <span class="count">{count(n)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Hour({ rates }: { rates: Rate[] }) {
  return (
    <Card title={t('agent.health.hour')}>
      {rates.length === 0 && <p class="soft">{t('agent.health.hour_none')}</p>}
      <ul class="pile">
        {rates.map((one) => (
          <li key={one.lane + one.channel + one.gateway} class="pile__line">
            <p class="strong">
              {lane(one.lane)} · {channel(one.channel)}
              {one.gateway && <span class="soft"> · {gateway(one.gateway)}</span>}
            </p>
            <p>
              {t('agent.health.flow', {
                sent: number(one.accepted),
                reached: number(one.delivered),
                failed: number(one.failed),
              })}
            </p>
            <p class="soft small">
              {t('agent.health.in_time', { share: percent(one.in_time) })} ·{' '}
              {t(one.channel === 'push' ? 'agent.health.shown' : 'agent.health.prompt', { share: percent(one.prompt) })}
            </p>
            {one.failed > 0 && (
              <p class="small">
                {list(
                  Object.entries(one.reasons).map(
                    ([reason, n]) =>
                      `${textOf(`reasons.${reason}`, 'agent.health.other').replace(/\.$/, '')} (${number(n)})`,
                  ),
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Life({ of }: { of: Sign }) {
  return (
    <li class="pile__line">
      <p>
        <span class="strong">{sign(of.name)}</span>{' '}
        {of.overdue && <Badge kind="danger">{t('agent.health.overdue')}</Badge>}
      </p>
      <p class="soft small">
        {of.at ? t('agent.health.last', { when: recently(of.at) }) : t('agent.health.never')} ·{' '}
        {every(of.every_seconds)}
      </p>
    </li>
  )
}

function Codes({ of }: { of: Health['codes'] }) {
  return (
    <Card title={t('agent.health.codes')}>
      <p>{t('agent.health.codes_hour', { n: number(of.hour), most: number(of.hour_budget) })}</p>
      <p>{t('agent.health.codes_day', { n: number(of.day), most: number(of.day_budget) })}</p>
      <p class="soft small">{t('agent.health.codes_used', { share: percent(of.used) })}</p>
    </Card>
  )
}

export default function HealthScreen() {
  const { data, problem, reload } = useLoad('health', getHealth)
  useEffect(() => {
    const timer = setInterval(reload, EVERY)
    return () => clearInterval(timer)
  }, [reload])
  return (
    <div class="screen">
      <div>
        <PageTitle>{t('agent.nav.health')}</PageTitle>
        <p class="soft">
          {data ? t('agent.health.lead', { when: dayAndHour(data.now, zone()) }) : t('agent.health.what')}
        </p>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!data && !problem && <Skeleton lines={8} />}
      {data && (
        <>
          <div aria-live="polite">
            <Alarms of={data.alarms} />
          </div>
          <div class="columns">
            <div class="stack">
              <Waiting of={data} />
              <Hour rates={data.rates} />
            </div>
            <div class="stack">
              <Card title={t('agent.health.processes')}>
                <ul class="pile">
                  {data.signs
                    .filter((one) => !one.is_job)
                    .map((one) => (
                      <Life key={one.name} of={one} />
                    ))}
                </ul>
              </Card>
              <Card title={t('agent.health.jobs')}>
                <ul class="pile">
                  {data.signs
                    .filter((one) => one.is_job)
                    .map((one) => (
                      <Life key={one.name} of={one} />
                    ))}
                </ul>
              </Card>
              {data.gateways.length > 0 && (
                <Card title={t('agent.health.gateways')}>
                  <ul class="pile">
                    {data.gateways.map((one) => (
                      <li key={one.name} class="pile__line">
                        <p>
                          {gateway(one.name)}{' '}
                          <Badge kind={one.flows ? 'success' : 'danger'}>
                            {t(one.flows ? 'agent.health.flows' : 'agent.health.stopped')}
                          </Badge>
                        </p>
                      </li>
                    ))}
                  </ul>
                </Card>
              )}
              <Codes of={data.codes} />
            </div>
          </div>
        </>
      )}
    </div>
  )
}
