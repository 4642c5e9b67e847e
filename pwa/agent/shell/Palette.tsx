// Ctrl K: a person or a page in a few letters, without leaving the keyboard.
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { plural, t, textOf } from '../../kit/i18n'
import { go, href } from '../../kit/router'
import { Dialog, Icon } from '../../kit/ui'
import { people, person, plus } from '../../kit/ui/icons'
import { searchProbationers } from '../api/calls'
import type { Found } from '../api/types'
import { keepName, keepSearch } from '../parts/draft'
import { born, fullName } from '../parts/person'
import { COUNTED, foundText, useTyped } from '../parts/search'
import { may } from '../session'
import { forMe, OWN, SERVICE, WORK } from './pages'

export type Purpose = 'open' | 'book'

const SHOWN = 8

interface Entry {
  id: string
  icon: string
  label: string
  hint: string
  to: string
  book?: string
  /** Before one goes there. */
  before?: () => void
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const entryOf =
  (purpose: Purpose) =>
  (one: Found): Entry => ({
    id: one.id,
    icon: person,
    label: fullName(one),
    hint: [born(one), one.referent?.name, one.archived ? t('agent.person.archived') : ''].filter(Boolean).join(' · '),
    to: href(purpose === 'book' ? 'book' : 'file', { id: one.id }),
    book: may('book') ? href('book', { id: one.id }) : undefined,
  })

/** The way to those who are not shown here. */
const others = (count: number, query: string): Entry => ({
  id: 'others',
  icon: people,
  label: count < COUNTED ? plural('agent.find.others', count - SHOWN) : t('agent.find.others_many'),
  hint: foundText(count),
  to: href('people'),
  before: () => keepSearch(query),
})

/** Nobody is found: the name goes on to the new file. */
const create = (query: string): Entry => ({
  id: 'create',
  icon: plus,
  label: t('agent.find.create', { name: query }),
  hint: '',
  to: href('new_file'),
  before: () => keepName(query),
})

function pages(query: string): Entry[] {
  const all = [
    ...forMe([
      ...WORK,
      ...SERVICE,
      ...OWN,
      { name: 'new_file', label: 'agent.new_file.title', icon: plus, needs: 'create_file' },
    ]),
  ]
  return all
    .map(({ name, label, icon }) => ({ id: name, icon, label: t(label), hint: '', to: href(name) }))
    .filter(({ label }) => plain(label).includes(plain(query)))
}

function Options({
  id,
  entries,
  at,
  onChoose,
}: {
  id: string
  entries: Entry[]
  at: number
  onChoose: (entry: Entry) => void
}) {
  return (
    <div class="options" role="listbox" id={id} aria-label={t('agent.find.results')}>
      {entries.map((entry, index) => (
        // The keys are those of the field, which keeps the focus; the pointer is a second way.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={entry.id}
          id={`${id}-${index}`}
          role="option"
          class={entry.id === 'others' ? 'option option--others' : 'option'}
          aria-selected={index === at}
          onClick={() => onChoose(entry)}
        >
          <Icon of={entry.icon} size={20} />
          <span class="option__label">{entry.label}</span>
          {entry.hint && <span class="option__hint">{entry.hint}</span>}
        </div>
      ))}
    </div>
  )
}

function useEntries(query: string, purpose: Purpose) {
  const isAsking = query.trim().length >= 2 && may('view_files')
  const typed = useTyped(
    isAsking ? query.trim() : '',
    isAsking ? (signal) => searchProbationers({ q: query.trim() }, signal) : undefined,
  )
  const found = isAsking ? (typed.result?.items ?? []).slice(0, SHOWN).map(entryOf(purpose)) : []
  const count = isAsking ? (typed.result?.count ?? 0) : 0
  const all = count > found.length ? [others(count, query.trim())] : []
  const isNobody = isAsking && typed.result?.count === 0 && !typed.isLate && may('create_file')
  const none = isNobody ? [create(query.trim())] : []
  return {
    ...typed,
    entries: [
      ...found,
      ...all,
      ...none,
      ...(purpose === 'book' ? [] : pages(query).slice(0, found.length > 0 ? 3 : 12)),
    ],
    isAsking,
    count,
  }
}

function Finder({ purpose, onClose }: { purpose: Purpose; onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const { entries, problem, isAsking, isLate, count } = useEntries(query, purpose)
  const list = useId()
  const box = useRef<HTMLInputElement>(null)
  // After the dialog has opened and put the focus on its first button.
  useEffect(() => queueMicrotask(() => box.current?.focus()), [])
  useEffect(() => document.getElementById(`${list}-${at}`)?.scrollIntoView?.({ block: 'nearest' }), [at, list])
  const choose = (entry: Entry | undefined, isBooking = false) => {
    if (!entry) return
    onClose()
    entry.before?.()
    go(isBooking && entry.book ? entry.book : entry.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && entries.length > 0) setAt((was) => (was + step + entries.length) % entries.length)
    else if (event.key === 'Enter') choose(entries[at], event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  const said = problem
    ? textOf(`errors.${problem.code}`, 'errors.unexpected')
    : isAsking && !isLate
      ? foundText(count)
      : ''
  return (
    <div class="finder">
      <input
        class="fr-input"
        type="text"
        inputMode="search"
        ref={box}
        value={query}
        autocomplete="off"
        spellcheck={false}
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={entries.length > 0 ? `${list}-${at}` : undefined}
        aria-label={t('agent.find.invite')}
        placeholder={t('agent.find.how')}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
      />
      <p role="status" class={problem ? 'finder__said refused' : 'finder__said soft'}>
        {said}
      </p>
      <Options id={list} entries={entries} at={at} onChoose={choose} />
      <p class="soft small finder__keys">{t(purpose === 'book' ? 'agent.find.keys_book' : 'agent.find.keys')}</p>
    </div>
  )
}

export function Palette({ purpose, onClose }: { purpose: Purpose | undefined; onClose: () => void }) {
  return (
    <Dialog
      title={t(purpose === 'book' ? 'agent.find.who' : 'agent.find.title')}
      isOpen={purpose !== undefined}
      onClose={onClose}
    >
      {purpose && <Finder purpose={purpose} onClose={onClose} />}
    </Dialog>
  )
}
