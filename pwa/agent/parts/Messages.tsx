// Every message, past and to come, one line an occasion: sent, reached, failed and why; never read or opened.
import { list, plural, recently, t, textOf, unbroken } from '../../kit/i18n'
import { href } from '../../kit/router'
import { LOOKS, parted, told, whyOf } from '../../kit/told'
import { Badge, Disclosure, PhoneNumber } from '../../kit/ui'
import type { Appointment, ByChannel, Occasion } from '../api/types'
import { serverNow } from '../session'
import { brief, comma } from './when'

/** A copy is named as what it copies. */
export const kindOf = (kind: string) =>
  textOf(`agent.message.kind.${kind.replace(/^copy_/, '')}`, 'agent.message.kind.other')

/** « Rappel, 4 jours avant » */
function name({ kind, occasion }: Occasion): string {
  const days = /^day-(\d+)(?:[:/]|$)/.exec(occasion)?.[1]
  return kind.endsWith('reminder') && days
    ? `${kindOf(kind)}${comma()}${plural('agent.message.days_before', Number(days))}`
    : kindOf(kind)
}

const channelOf = (channel: ByChannel['channel']) => t(`agent.channel.${channel}`)

function Words({ of }: { of: ByChannel }) {
  const { foreseen } = of
  if (foreseen?.refusal)
    return <p class="small strong">{t('agent.message.will_not', { why: whyOf(foreseen.refusal) })}</p>
  const [title, text] = foreseen ? [foreseen.title, foreseen.text] : [of.title, of.text]
  if (!text) return of.leaves_at ? null : <p class="soft small">{t('agent.message.no_words')}</p>
  const segments = foreseen?.segments ?? of.segments
  return (
    <figure class="said">
      <figcaption class="soft small">
        {t(foreseen ? 'agent.message.words_to_come' : 'agent.message.words')}
        {segments > 0 && ` · ${plural('agent.message.segments', segments)}`}
      </figcaption>
      <p class="bubble" dir="auto">
        {title && <strong class="block">{title}</strong>}
        {unbroken(text)}
      </p>
    </figure>
  )
}

function Channel({ of, zone }: { of: ByChannel; zone: string | undefined }) {
  return (
    <li class="message__channel">
      <p>
        <strong>{channelOf(of.channel)}</strong>{' '}
        {of.to && (
          <span class="soft">
            {t('agent.message.to')} {of.channel === 'sms' ? <PhoneNumber of={of.to} /> : <bdi class="ltr">{of.to}</bdi>}
          </span>
        )}{' '}
        <span>{told(of, serverNow(), zone)}</span>
        {!of.leaves_at && (
          <>
            {' '}
            <time class="soft small" dateTime={of.at}>
              {recently(of.at, serverNow(), zone)}
            </time>
          </>
        )}
      </p>
      <Words of={of} />
      {of.joined && (
        <p class="small">
          <a href={href('appointment', { id: of.joined })}>{t('agent.message.joined')}</a>
        </p>
      )}
    </li>
  )
}

function Line({ of, zone, about }: { of: Occasion; zone: string | undefined; about: Appointment | undefined }) {
  // One channel alone says the whole sentence at once; of several the best is shown, each one's own beneath.
  const [only, ...others] = of.messages
  const said = only && others.length === 0 ? told(only, serverNow(), zone) : t(`told.together.${of.state}`)
  // What is to come alone says its hour itself.
  const waits = others.length === 0 && only?.leaves_at
  const summary = (
    <span class="message__head">
      <strong>{name(of)}</strong>
      {/* The hour that it named: the appointment may have moved since. */}
      {(about || of.spoke_of) && (
        <span class="message__about">
          {t('agent.message.about', { when: brief(of.spoke_of ?? about!.starts_at, about?.time_zone ?? zone!) })}
        </span>
      )}
      <span class="soft">{list(of.messages.map(({ channel }) => channelOf(channel)))}</span>
      <Badge kind={LOOKS[of.state]}>{said}</Badge>
      {!waits && (
        <time class="soft small" dateTime={of.at}>
          {recently(of.at, serverNow(), zone)}
        </time>
      )}
      {of.is_copy && <Badge>{t('agent.message.copy')}</Badge>}
      {of.by_hand && <Badge>{t('agent.message.by_hand')}</Badge>}
    </span>
  )
  return (
    <li class="message">
      <Disclosure summary={summary}>
        <ul class="message__channels">
          {of.messages.map((one) => (
            <Channel key={one.id} of={one} zone={zone} />
          ))}
        </ul>
        {about && (
          <p class="small">
            <a href={href('appointment', { id: about.id })}>{t('agent.message.appointment')}</a>
          </p>
        )}
      </Disclosure>
    </li>
  )
}

interface Shown {
  items: Occasion[]
  /** The place's, where they all speak of one appointment. */
  zone?: string
  /** Which ones they may speak of, where it is not one alone. */
  appointments?: Appointment[]
}

function Lines({ items, zone, appointments }: Shown) {
  return (
    <ul class="messages">
      {items.map((one) => (
        <Line key={one.id} of={one} zone={zone} about={appointments?.find(({ id }) => id === one.appointment)} />
      ))}
    </ul>
  )
}

const SHOWN = 6
/** Another message said it, or says it anew: nothing failed. */
const isReplaced = ({ state }: Occasion) => state === 'replaced'

export function Messages({ items, none, ...shown }: Shown & { none?: string }) {
  if (items.length === 0) return <p class="soft">{none ?? t('agent.message.none')}</p>
  const { toCome, past, notSent: all } = parted(items)
  const [replaced, notSent] = [all.filter(isReplaced), all.filter((one) => !isReplaced(one))]
  const earlier = past.slice(SHOWN)
  return (
    <div class="stack--small">
      {toCome.length > 0 && (
        <>
          <h3 class="message__part">{t('agent.message.to_come')}</h3>
          <Lines items={toCome} {...shown} />
        </>
      )}
      {past.length > 0 && (
        <>
          <h3 class="message__part">{t('agent.message.past')}</h3>
          <Lines items={past.slice(0, SHOWN)} {...shown} />
        </>
      )}
      {earlier.length > 0 && (
        <Disclosure summary={plural('agent.message.earlier', earlier.length)}>
          <Lines items={earlier} {...shown} />
        </Disclosure>
      )}
      {replaced.length > 0 && (
        <Disclosure summary={plural('agent.message.replaced', replaced.length)}>
          <Lines items={replaced} {...shown} />
        </Disclosure>
      )}
      {notSent.length > 0 && (
        <Disclosure summary={plural('agent.message.not_sent', notSent.length)}>
          <Lines items={notSent} {...shown} />
        </Disclosure>
      )}
      <p class="soft small">{t('agent.message.rule')}</p>
    </div>
  )
}
