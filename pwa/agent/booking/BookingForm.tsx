// One page: what, when, how it was notified; beside it the exact words. Ctrl Enter books.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Problem } from '../../kit/call'
import { dayAndHour, t, textOf } from '../../kit/i18n'
import { Banner, Button, Card, ErrorState, Skeleton } from '../../kit/ui'
import { Kbd } from '../shell/Kbd'
import { useChord } from '../shell/keys'
import type { Way } from '../api/types'
import { startsAt } from './choice'
import { PreviewPane } from './PreviewPane'
import { telling, tellingText } from './telling'
import { ToBring } from './ToBring'
import { Types } from './Types'
import { type Booking, OVERRIDABLE } from './useBooking'
import { When } from './When'
import { comma } from '../parts/when'

export const WAYS = [
  'handed_over',
  'simple_letter',
  'registered_letter',
  'police_officer',
  'electronic',
  'none',
] as const

export function Legal({ of }: { of: Booking }) {
  const { choice, change } = of
  return (
    <div class="grid">
      <div class="field">
        <label class="fr-label" for="legal-way">
          {t('agent.legal.how')}
          <span class="fr-hint-text">{t('agent.legal.how_hint')}</span>
        </label>
        <select
          class="fr-select"
          id="legal-way"
          value={choice.way}
          onChange={(event) => change({ way: event.currentTarget.value as Way | '' })}
        >
          <option value="">{t('agent.legal.later')}</option>
          {WAYS.map((way) => (
            <option key={way} value={way}>
              {t(`agent.legal.${way}`)}
            </option>
          ))}
        </select>
      </div>
      {choice.way !== '' && choice.way !== 'none' && (
        <div class="field">
          <label class="fr-label" for="legal-on">
            {t('agent.legal.on')}
          </label>
          <input
            class="fr-input"
            type="date"
            id="legal-on"
            value={choice.on}
            onInput={(event) => change({ on: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  )
}

function Prosecutor({ of }: { of: Booking }) {
  if (!of.choice.type?.prosecutor_number) return null
  return (
    <div class="field">
      <label class="fr-label" for="prosecutor">
        {t('agent.book.prosecutor')} <span class="soft">{t('kit.optional')}</span>
      </label>
      <input
        class="fr-input short-input"
        id="prosecutor"
        maxLength={20}
        autocomplete="off"
        value={of.choice.prosecutor}
        onInput={(event) => of.change({ prosecutor: event.currentTarget.value })}
      />
    </div>
  )
}

/** The answer broke off, or never came: what was asked for may be done all the same. */
const isUnsure = ({ status }: Problem) => status === 0 || status >= 500

function Refusal({ of, verb }: { of: Booking; verb: 'book' | 'move' }) {
  const { problem, lacks } = of
  if (!problem) return null
  const text =
    problem.code === 'booking_incomplete' && lacks ? t(lacks) : textOf(`errors.${problem.code}`, 'errors.unexpected')
  return (
    <Banner kind="danger" title={text}>
      <p>{t(isUnsure(problem) ? `agent.${verb}.unsure` : 'agent.book.nothing_booked')}</p>
      {OVERRIDABLE.has(problem.code) && (
        <Button kind="secondary" isSmall onClick={() => void of.submit(true, true)}>
          {t('agent.book.anyway')}
        </Button>
      )}
    </Banner>
  )
}

/** What speaks against the hour that is chosen: where the hand is that is about to book. */
function HourWarnings({ of }: { of: Booking }) {
  const warnings = of.preview.result?.warnings ?? []
  return (
    <div role="status" class="stack--small">
      {warnings.map((warning) => (
        <Banner key={warning} kind="note">
          {textOf(`agent.warning.${warning}`, 'agent.warning.other')}
        </Banner>
      ))}
    </div>
  )
}

export function Acts({ of, verb }: { of: Booking; verb: 'book' | 'move' }) {
  const at = startsAt(of.choice, of.zone)
  const foreseen = telling(of.preview.result, true)
  const isSilent = foreseen.how === 'nobody'
  const refused = useRef<HTMLDivElement>(null)
  useChord('Enter', () => void of.submit(true))
  // Sent from the top of the page, one would not see it.
  useEffect(() => {
    if (of.problem) refused.current?.focus()
  }, [of.problem])
  return (
    <div class="book__acts">
      <div role="alert" tabIndex={-1} ref={refused}>
        <Refusal of={of} verb={verb} />
      </div>
      <p class="strong">
        {of.choice.type && at ? `${of.choice.type.name}${comma()}${dayAndHour(at, of.zone)}` : of.lacks && t(of.lacks)}
      </p>
      {!of.problem && <HourWarnings of={of} />}
      {isSilent && <Banner kind="note">{tellingText({ ...foreseen, how: 'nobody' })}</Banner>}
      <div class="row">
        <Button isBusy={of.isBusy} onClick={() => void of.submit(true)}>
          {t(isSilent ? `agent.${verb}.go` : `agent.${verb}.tell`)} <Kbd>Ctrl ↵</Kbd>
        </Button>
        {!isSilent && (
          <Button kind="secondary" isOff={of.isBusy} onClick={() => void of.submit(false)}>
            {t(`agent.${verb}.no_message`)}
          </Button>
        )}
      </div>
    </div>
  )
}

export interface BookingFormProps {
  of: Booking
  first: string
  verb: 'book' | 'move'
  /** What stands above the type: the person at the counter. */
  before?: ComponentChildren
  /** Number of the first step. */
  step?: number
}

export function BookingForm({ of, first, verb, before, step = 1 }: BookingFormProps) {
  const isMoving = verb === 'move'
  const whenStep = isMoving ? step : step + 1
  return (
    <div class={before ? 'columns columns--counter' : 'columns columns--book'}>
      {before && <div class="stack book__before">{before}</div>}
      <div class="stack book__main">
        {!isMoving && (
          <Card title={`${step} · ${t('agent.book.type')}`}>
            {of.typesProblem && (
              <ErrorState problem={of.typesProblem} reload={of.reloadTypes} kept={t('agent.kept.form')} />
            )}
            {of.types ? (
              <Types types={of.types} chosen={of.choice.type} onChoose={of.chooseType} />
            ) : (
              !of.typesProblem && <Skeleton lines={2} />
            )}
            <Prosecutor of={of} />
          </Card>
        )}
        <Card title={`${whenStep} · ${t('agent.book.when')}`}>
          <When of={of} />
        </Card>
        <ToBring of={of} />
        {!isMoving && (
          <Card title={`${whenStep + 1} · ${t('agent.legal.title')}`}>
            <Legal of={of} />
          </Card>
        )}
        <Acts of={of} verb={verb} />
      </div>
      <aside class="preview" aria-label={t('agent.preview.title', { name: first })}>
        <Card title={t('agent.preview.title', { name: first })}>
          <PreviewPane typed={of.preview} first={first} zone={of.zone} tells />
        </Card>
      </aside>
    </div>
  )
}
