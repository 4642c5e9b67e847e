import { useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { dayAndHour, isoDay, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Button, Card, Icon, LinkButton } from '../../kit/ui'
import { check, paper } from '../../kit/ui/icons'
import { addLegalNotification, summonsAddress } from '../api/calls'
import { may, serverNow, zone } from '../session'
import { Mend } from '../parts/Reach'
import { type Choice, startsAt } from './choice'
import { type Telling, tellingText } from './telling'

export interface Booked {
  id: string
  choice: Choice
  zone: string
  telling: Telling
  where: string | undefined
}

/** Whether the person hears of it; of whom nothing tells, what is to be done now. */
function Told({ of: { id, telling }, probationer, name }: { of: Booked; probationer: string; name: string }) {
  const [isMended, setMended] = useState(false)
  const [isTold, setTold] = useState(false)
  if (isTold) return <p role="status">{t('agent.telling.otherwise')}</p>
  if (telling.how === 'told' || telling.how === 'later' || telling.how === 'unknown')
    return <p>{tellingText(telling)}</p>
  return (
    <Banner kind={telling.how === 'nobody' ? 'danger' : 'note'} title={tellingText(telling)}>
      {telling.why && !isMended && (
        <Mend
          of={telling.why}
          person={probationer}
          name={name}
          appointment={id}
          onDone={() => setMended(true)}
          onTold={() => setTold(true)}
        />
      )}
    </Banner>
  )
}

/** Once the paper is given: a convocation that was handed over is noted by whoever handed it over, never beforehand. */
function HandedOver({ id }: { id: string }) {
  const [state, setState] = useState<'open' | 'busy' | 'noted'>('open')
  const [problem, setProblem] = useState<Problem>()
  const note = async () => {
    setState('busy')
    setProblem(undefined)
    try {
      await addLegalNotification(id, { way: 'handed_over', on: isoDay(serverNow(), zone()) })
      setState('noted')
    } catch (error) {
      setProblem(asProblem(error))
      setState('open')
    }
  }
  return (
    <div role="status" class="stack--small">
      {problem && <Banner kind="danger">{textOf(`errors.${problem.code}`, 'errors.unexpected')}</Banner>}
      {state === 'noted' ? (
        <p>{t('agent.legal.given_noted')}</p>
      ) : (
        <Button kind="secondary" isBusy={state === 'busy'} onClick={() => void note()}>
          {t('agent.legal.given')}
        </Button>
      )}
    </div>
  )
}

export function Done({
  of,
  name,
  probationer,
  onAgain,
  again,
}: {
  of: Booked
  name: string
  probationer: string
  onAgain: () => void
  again: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const at = startsAt(of.choice, of.zone)
  return (
    <Card look="soft">
      <div class="done stack--small">
        <h2 class="done__title" ref={heading} tabIndex={-1}>
          <Icon of={check} size={28} /> {t('agent.book.done')}
        </h2>
        <p>
          <strong>{name}</strong> · {of.choice.type?.name}
          {at && ` · ${dayAndHour(at, of.zone)}`}
          {of.where && ` · ${of.where}`}
        </p>
        <Told of={of} probationer={probationer} name={name} />
        <div class="row">
          {may('print_summons') && (
            <LinkButton icon={paper} href={summonsAddress(of.id)} target="_blank" rel="noopener">
              {t('agent.book.print')}
            </LinkButton>
          )}
          <Button kind="secondary" onClick={onAgain}>
            {again}
          </Button>
          <LinkButton kind="quiet" href={href('file', { id: probationer })}>
            {t('agent.book.to_file')}
          </LinkButton>
          <LinkButton kind="quiet" href={href('appointment', { id: of.id })}>
            {t('agent.book.to_appointment')}
          </LinkButton>
        </div>
        {may('notify_formally') && of.choice.way === '' && <HandedOver id={of.id} />}
      </div>
    </Card>
  )
}
