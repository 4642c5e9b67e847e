// For whoever answers for a service: who met a limit, and what one agent looked at. Never who was looked at, nor words.
import { dayAndHour, number, plainDate, plural, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { go, href, useRoute } from '../../kit/router'
import { Card, ErrorState, PageTitle, Skeleton } from '../../kit/ui'
import { listColleagues, listReadings } from '../api/calls'
import type { Readings as Read } from '../api/types'
import { Pager } from '../parts/Pager'
import { present, zone } from '../session'

type Entry = Read['items'][number]

/** « par nom · tout le service · 25 lignes · page suivante » */
function about(of: Entry): string {
  return [
    of.words && textOf(`agent.readings.words.${of.words}`, 'agent.readings.words.none'),
    of.first && of.last && t('agent.readings.days', { first: plainDate(of.first), last: plainDate(of.last) }),
    of.scope && textOf(`agent.readings.${of.scope}`, 'agent.readings.service'),
    of.count !== null && plural('agent.readings.count', of.count),
    of.page === 'next' && t('agent.readings.next'),
  ]
    .filter(Boolean)
    .join(' · ')
}

function Reached({ of }: { of: Read['reached'] }) {
  return (
    <Card title={t('agent.readings.reached')}>
      {of.length === 0 ? (
        <p class="soft">{t('agent.readings.reached_none')}</p>
      ) : (
        <>
          <ul class="journal">
            {of.map((one) => (
              <li key={`${one.agent}${one.kind}${one.at}`}>
                <time class="soft small" dateTime={one.at}>
                  {dayAndHour(one.at, zone())}
                </time>{' '}
                <a href={href('readings', {}, { agent: String(one.agent) })}>{one.name}</a>{' '}
                <span>
                  {textOf(`agent.readings.kind.${one.kind}`, 'agent.readings.kind.other', { n: number(one.count) })}
                </span>
              </li>
            ))}
          </ul>
          <p class="soft small">{t('agent.readings.reached_what')}</p>
        </>
      )}
    </Card>
  )
}

function Choose({ agent }: { agent: string }) {
  const service = present().session?.organisation?.id
  const { data } = useLoad('colleagues', listColleagues)
  const own = (data?.items ?? []).filter((one) => one.organisation.id === service)
  return (
    <div class="field">
      <label class="fr-label" for="readings-agent">
        {t('agent.readings.whose')}
      </label>
      <select
        class="fr-select"
        id="readings-agent"
        key={own.length}
        value={agent}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          go(href('readings', {}, chosen ? { agent: chosen } : {}), { replace: true })
        }}
      >
        <option value="">{t('agent.readings.choose')}</option>
        {own.map((one) => (
          <option key={one.id} value={String(one.id)}>
            {one.last_name} {one.first_name}
          </option>
        ))}
      </select>
    </div>
  )
}

function Entries({ of }: { of: Read }) {
  if (of.items.length === 0) return <p class="soft">{t('agent.readings.none')}</p>
  return (
    <>
      <ol class="journal">
        {of.items.map((one) => (
          <li key={`${one.at}${one.verb}`}>
            <time class="soft small" dateTime={one.at}>
              {dayAndHour(one.at, zone())}
            </time>{' '}
            <span>{textOf(`agent.verb.${one.verb}`, 'agent.verb.other')}</span>{' '}
            <span class="soft small">{about(one)}</span>
          </li>
        ))}
      </ol>
      <Pager next={of.next} />
    </>
  )
}

export default function Readings() {
  const { query } = useRoute()
  const agent = query.get('agent') ?? ''
  const cursor = query.get('cursor') ?? undefined
  const { data, problem, reload } = useLoad(`readings:${agent}:${cursor ?? ''}`, () =>
    listReadings({ agent: agent ? Number(agent) : undefined, cursor }),
  )
  return (
    <div class="screen">
      <div>
        <PageTitle>{t('agent.nav.readings')}</PageTitle>
        <p class="soft">{t('agent.readings.what')}</p>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!data && !problem && <Skeleton lines={6} />}
      {data && (
        <>
          <Reached of={data.reached} />
          <div class="card stack">
            <Choose agent={agent} />
            {agent && <Entries of={data} />}
          </div>
        </>
      )}
    </div>
  )
}
