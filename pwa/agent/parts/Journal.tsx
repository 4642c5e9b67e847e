import { useState } from 'preact/hooks'
import { recently, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Button, ErrorState, Skeleton } from '../../kit/ui'
import { listFileJournal } from '../api/calls'
import { actorName } from './person'

function Entries({ id, cursor }: { id: string; cursor?: string }) {
  const [isMore, setMore] = useState(false)
  const { data, problem, reload } = useLoad(`journal:${id}:${cursor ?? ''}`, () => listFileJournal(id, cursor))
  if (problem && !data) return <ErrorState problem={problem} reload={reload} />
  if (!data) return <Skeleton lines={4} />
  if (data.items.length === 0) return <p class="soft">{t('agent.journal.empty')}</p>
  return (
    <>
      <ol class="journal">
        {data.items.map((one) => (
          <li key={`${one.at}${one.verb}`}>
            <time class="soft small" dateTime={one.at}>
              {recently(one.at)}
            </time>{' '}
            <span>
              {actorName(one.actor)} {one.organisation && <span class="soft small">({one.organisation})</span>}
            </span>{' '}
            <span>{textOf(`agent.verb.${one.verb}`, 'agent.verb.other')}</span>
          </li>
        ))}
      </ol>
      {data.next && !isMore && (
        <Button kind="quiet" isSmall onClick={() => setMore(true)}>
          {t('agent.journal.more')}
        </Button>
      )}
      {data.next && isMore && <Entries id={id} cursor={data.next} />}
    </>
  )
}

/** Fetched when asked for: looking at it is itself written there. */
export function Journal({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false)
  return isOpen ? (
    <div class="stack--small">
      <p class="soft small">{t('agent.journal.what')}</p>
      <Entries id={id} />
    </div>
  ) : (
    <Button kind="quiet" isSmall onClick={() => setOpen(true)}>
      {t('agent.journal.open')}
    </Button>
  )
}
