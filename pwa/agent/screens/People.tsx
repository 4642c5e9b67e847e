import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { go, href, useRoute } from '../../kit/router'
import { Badge, EmptyState, ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { people, plus } from '../../kit/ui/icons'
import { searchProbationers } from '../api/calls'
import type { Found } from '../api/types'
import { keepName, takeSearch } from '../parts/draft'
import { Pager } from '../parts/Pager'
import { born, fullName, Phone, StateBadge } from '../parts/person'
import { foundText, useTyped } from '../parts/search'
import { may } from '../session'

function Line({ of }: { of: Found }) {
  return (
    <tr>
      <th scope="row">
        <a class="person" href={href('file', { id: of.id })}>
          {fullName(of)}
        </a>{' '}
        {of.state !== 'followed' && <StateBadge of={of.state} />}{' '}
        {of.archived && <Badge>{t('agent.person.archived')}</Badge>}
        <span class="soft small block">{born(of)}</span>
      </th>
      <td data-label={t('agent.people.phone')}>
        {of.phone ? <Phone of={of.phone} /> : <span class="soft">{t('agent.people.no_phone')}</span>}
      </td>
      <td data-label={t('agent.people.appi')} class="ltr">
        {of.appi_number}
      </td>
      <td data-label={t('agent.people.referent')}>
        {of.referent?.name ?? <span class="soft">{t('agent.people.nobody')}</span>}
      </td>
      <td class="table__act">
        {may('book') && (
          <LinkButton kind="secondary" isSmall href={href('book', { id: of.id })}>
            {t('agent.people.book')}
            <span class="unseen"> ({fullName(of)})</span>
          </LinkButton>
        )}
      </td>
    </tr>
  )
}

function Table({ items }: { items: Found[] }) {
  return (
    <table class="table">
      <caption class="unseen">{t('agent.people.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('agent.people.name')}</th>
          <th scope="col">{t('agent.people.phone')}</th>
          <th scope="col">{t('agent.people.appi')}</th>
          <th scope="col">{t('agent.people.referent')}</th>
          <th scope="col">
            <span class="unseen">{t('agent.people.act')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <Line key={one.id} of={one} />
        ))}
      </tbody>
    </table>
  )
}

function Results({ q, isMine, cursor }: { q: string; isMine: boolean; cursor: string | undefined }) {
  const [round, setRound] = useState(0)
  const { result, problem, isLate } = useTyped(`${q}|${isMine}|${cursor}|${round}`, (signal) =>
    searchProbationers({ q, mine: isMine || undefined, cursor }, signal),
  )
  if (problem && !result) return <ErrorState problem={problem} reload={() => setRound(round + 1)} />
  if (!result) return <Skeleton lines={8} />
  return (
    <div class={isLate ? 'stack is-late' : 'stack'}>
      <p role="status" class="soft small">
        {q ? foundText(result.count) : ''}
      </p>
      {result.items.length === 0 ? (
        <EmptyState icon={people} title={q ? t('agent.people.none', { q }) : t('agent.people.empty')}>
          <p>{t('agent.people.none_what')}</p>
          {may('create_file') && (
            <LinkButton kind="secondary" href={href('new_file')} onClick={() => keepName(q)}>
              {t('agent.new_file.title')}
            </LinkButton>
          )}
        </EmptyState>
      ) : (
        <Table items={result.items} />
      )}
      <Pager next={result.next} />
    </div>
  )
}

export default function People() {
  const { query } = useRoute()
  const [q, setQ] = useState('')
  const [isMine, setMine] = useState(query.get('mine') === '1')
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const kept = takeSearch()
    if (kept) setQ(kept)
  }, [query])
  const search = (typed: string) => {
    setQ(typed)
    // The page on which one stands is another list's.
    if (query.get('cursor')) go(href('people', {}, isMine ? { mine: '1' } : {}), { replace: true })
  }
  useEffect(() => {
    // What was typed stands nowhere but here: no name in an address.
    const wanted = isMine ? { mine: '1' } : ({} as Record<string, string>)
    if ((query.get('mine') === '1') !== isMine) go(href('people', {}, wanted), { replace: true })
  }, [isMine, query])
  return (
    <div class="screen">
      <div class="head">
        <PageTitle>{t('agent.people.title')}</PageTitle>
        {may('create_file') && (
          <LinkButton icon={plus} kind="secondary" href={href('new_file')}>
            {t('agent.new_file.title')}
          </LinkButton>
        )}
      </div>
      <div class="card stack">
        <div class="filters" role="search">
          <div class="filters__wide">
            <label class="fr-label" for="people-q">
              {t('agent.people.search')}
              <span class="fr-hint-text">{t('agent.find.how')}</span>
            </label>
            <input
              class="fr-input"
              id="people-q"
              type="search"
              ref={box}
              value={q}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => search(event.currentTarget.value)}
            />
          </div>
          <label class="choice" for="people-mine">
            <input
              type="checkbox"
              id="people-mine"
              checked={isMine}
              onChange={(event) => setMine(event.currentTarget.checked)}
            />
            <span>{t('agent.people.mine')}</span>
          </label>
        </div>
        <Results q={q.trim()} isMine={isMine} cursor={query.get('cursor') ?? undefined} key={query.get('cursor')} />
      </div>
    </div>
  )
}
