// The exact words the person will get, when, and by which way; recomputed by the server at each choice.
import { capital, dayAndHour, language as screenLanguage, plural, t, textOf } from '../../kit/i18n'
import { whyOf } from '../../kit/told'
import { Badge, Banner, Disclosure } from '../../kit/ui'
import type { BookIn, Preview, PreviewMessage } from '../api/types'
import { previewAppointment } from '../api/calls'
import { kindOf } from '../parts/Messages'
import { brief } from '../parts/when'
import { useTyped } from '../parts/search'

export function usePreview(body: BookIn | undefined) {
  return useTyped<Preview>(
    body ? JSON.stringify(body) : '',
    body ? (signal) => previewAppointment(body, signal) : undefined,
    250,
  )
}

export function Bubble({ of }: { of: PreviewMessage }) {
  return (
    <figure class="handset">
      <figcaption class="handset__caption">
        {t(`agent.channel.${of.channel}`)}
        {of.channel === 'sms' && (
          <>
            {' '}
            ·{' '}
            <span class={of.segments > 1 ? 'handset__costly' : undefined}>
              {plural('agent.message.segments', of.segments)}
            </span>{' '}
            · {plural('agent.preview.characters', of.characters)}
          </>
        )}
      </figcaption>
      <div class="handset__bubble" lang={of.language === screenLanguage() ? undefined : of.language} dir="auto">
        {of.title && <strong class="block">{of.title}</strong>}
        {of.text}
      </div>
    </figure>
  )
}

function Follow({ of, zone }: { of: PreviewMessage; zone: string }) {
  return (
    <li class="follow">
      <Disclosure
        summary={
          <span class="follow__line">
            <strong>{brief(of.at, zone)}</strong>{' '}
            <span>
              {kindOf(of.kind)}, {t(`agent.channel.${of.channel}`)}
              {of.held_until && <> {t('agent.preview.held')}</>}
            </span>
          </span>
        }
      >
        <Bubble of={of} />
        {of.held_until && (
          <p class="soft small">{t('agent.preview.held_until', { at: dayAndHour(of.held_until, zone) })}</p>
        )}
      </Disclosure>
    </li>
  )
}

function Needs({ of }: { of: Preview }) {
  return (
    <div role="status" class="stack--small">
      {of.unreachable && (
        <Banner kind="danger" title={t(of.messages.length === 0 ? 'agent.preview.none' : 'agent.reach.head')}>
          {capital(whyOf(of.unreachable.reason))}.{' '}
          {textOf(`agent.reach_do.${of.unreachable.cause}`, 'agent.reach_do.other')}
        </Banner>
      )}
      {of.unmet_needs.length > 0 && (
        <Banner kind="note" title={t('agent.preview.needs')}>
          <ul class="bullets">
            {of.unmet_needs.map((need) => (
              <li key={need}>{textOf(`agent.need.${need}`, 'agent.need.other')}</li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  )
}

export function PreviewPane({
  typed,
  first,
  zone,
  tells,
}: {
  typed: ReturnType<typeof usePreview>
  first: string
  zone: string
  tells: boolean
}) {
  const { result, problem, isLate } = typed
  if (problem && !result)
    return (
      <Banner kind="note">
        {t('agent.preview.failed', { why: textOf(`errors.${problem.code}`, 'errors.unexpected') })}
      </Banner>
    )
  if (!result) return <p class="soft">{t('agent.preview.waiting', { name: first })}</p>
  const [now, ...later] = result.messages
  return (
    <div class={isLate ? 'stack is-late' : 'stack'}>
      <Needs of={result} />
      {result.messages.length === 0 && !result.unreachable && <Banner kind="note">{t('agent.preview.none')}</Banner>}
      {now && (
        <>
          <p class="row">
            <Badge kind="info">
              {now.kind === 'confirmation' || now.kind === 'moved'
                ? t('agent.preview.at_once')
                : dayAndHour(now.at, zone)}
            </Badge>{' '}
            <span class="soft">{kindOf(now.kind)}</span>
          </p>
          <Bubble of={now} />
        </>
      )}
      {!tells && <p class="soft small">{t('agent.preview.not_now')}</p>}
      {later.length > 0 && (
        <ol class="follows" aria-label={t('agent.preview.follows')}>
          {later.map((one) => (
            <Follow key={`${one.kind}${one.channel}${one.at}`} of={one} zone={zone} />
          ))}
        </ol>
      )}
    </div>
  )
}
