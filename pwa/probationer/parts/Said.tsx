// What the person answered, as she said it: what the server took, and what still waits on this phone, never look alike.
import type { ComponentChildren } from 'preact'
import { recently, t, unbroken } from '../../kit/i18n'
import { Badge, Banner, Icon } from '../../kit/ui'
import { check, clock } from '../../kit/ui/icons'
import { kept, keptAnswer } from '../acts'
import type { Appointment } from '../api'
import { now } from '../clock'
import { ended } from '../session'
import { useSignal } from '../signal'

type Own = NonNullable<ReturnType<typeof keptAnswer>>
type Answer = Pick<NonNullable<Appointment['answer']>, 'kind'> & { late_minutes?: number | null | undefined }

/** « Vous avez dit : « Je serai là » » */
export function wordsOf({ kind, late_minutes }: Answer, { where }: Pick<Appointment, 'where'>): string {
  if (kind === 'explain') return t('app.missed.said')
  if (kind === 'late') return t('app.late.said', { minutes: t(`app.late.${(late_minutes ?? 10) as 10 | 20 | 30}`) })
  return unbroken(t('app.answer.said', { what: t(`app.answer.${kind === 'coming' ? 'come' : 'cannot'}.${where}`) }))
}

/** In the place of what says that an answer was taken, as long as it was not; the same from the tap on. */
export function Unsent({
  own,
  appointment,
  children,
}: {
  own: Own
  appointment: Appointment
  children?: ComponentChildren
}) {
  const hasEnded = useSignal(ended)
  return (
    <Banner kind="waits" icon={clock} title={t(own.isSending ? 'app.kept.sending' : 'app.kept.unsent')}>
      <p>{wordsOf(own.wish, appointment)}</p>
      {!own.isSending && <p class="strong">{t(hasEnded ? 'app.kept.leaves_signed_in' : 'app.kept.leaves')}</p>}
      {children}
    </Banner>
  )
}

/** When it was sent, or else when it was seen. */
export const fate = ({ at, seen_at: seen }: Pick<NonNullable<Appointment['answer']>, 'at' | 'seen_at'>) =>
  t(seen ? 'app.answer.seen' : 'app.answer.sent', { at: recently(seen ?? at, now()) })

/** Field rule 16: silence never frees. */
export const keeps = ({ where }: Pick<Appointment, 'where'>) => t(`app.keeps.${where}`)

/** In a list, under its appointment. */
export function SaidInList({ of }: { of: Appointment }) {
  useSignal(kept)
  const own = keptAnswer(of)
  const answer = own?.wish ?? of.answer
  if (of.state !== 'booked' || !answer) return null
  const waits = own && t(own.isSending ? 'app.kept.sending' : 'app.kept.badge')
  return (
    <>
      <Badge kind={own ? 'waits' : answer.kind === 'coming' ? 'success' : 'note'}>
        <Icon of={own ? clock : check} size={16} /> {[wordsOf(answer, of), waits].filter(Boolean).join(' · ')}
      </Badge>
      {answer.kind === 'cannot' && <span class="small said">{keeps(of)}</span>}
    </>
  )
}
