import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { remembered, useLoad } from '../../kit/load'
import { href, type ScreenProps } from '../../kit/router'
import { Badge, Banner, Button, Card, EmptyState, ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { calendar, edit, plus } from '../../kit/ui/icons'
import { getFile } from '../api/calls'
import type { Appointment, File as PersonFile } from '../api/types'
import { AppointmentRow } from '../parts/AppointmentRow'
import { leaves } from '../parts/leaves'
import { ChangeLine } from '../parts/ChangeLine'
import { FileSide } from '../parts/FileSide'
import { Journal } from '../parts/Journal'
import { Messages } from '../parts/Messages'
import { type Outcomes, useOutcomes } from '../parts/outcomes'
import { born, fullName, StateBadge } from '../parts/person'
import { ReplyLine } from '../parts/Replies'
import { WhyUnreached } from '../parts/Reach'
import { Mark, ToSettle } from '../parts/SecondFile'
import { SignInStopped } from '../parts/SignInStopped'
import { brief } from '../parts/when'
import { What } from '../parts/What'
import { useGone } from '../parts/useGone'
import { useFollow, useOnceMore } from '../parts/useFollow'
import { useOutcomeKeys } from '../parts/useOutcomeKeys'
import { isAhead, may } from '../session'

function Head({ of }: { of: PersonFile }) {
  return (
    <div class="head">
      <div>
        <PageTitle back={href('people')} name={t('agent.file.title')}>
          <What>{t('agent.file.title')}</What> {fullName(of)}
        </PageTitle>
        <p class="row soft">
          <span>{born(of)}</span>
          {of.appi_number && <span class="ltr">APPI {of.appi_number}</span>}
          <StateBadge of={of.state} />
          {of.sensitive_channel && <Badge kind="note">{t('agent.field.sensitive')}</Badge>}
          {of.archived && <Badge>{t('agent.person.archived')}</Badge>}
        </p>
      </div>
      <div class="row">
        {may('edit_file') && (
          <LinkButton kind="secondary" icon={edit} href={href('edit_file', { id: of.id })}>
            {t('agent.file.change')}
          </LinkButton>
        )}
        {may('book') && (
          <LinkButton icon={plus} href={href('book', { id: of.id })}>
            {t('agent.file.book')}
          </LinkButton>
        )}
      </div>
    </div>
  )
}

/** At the head of the file, on the day it happens. */
function Unreachable({ of, follow }: { of: PersonFile; follow: () => unknown }) {
  const found = of.unreachable
  if (!found) return null
  const at = found.appointment
  return (
    <Banner kind="danger" title={t('agent.reach.head')}>
      <WhyUnreached of={found} person={of.id} appointment={at?.id} onDone={follow}>
        {at && <>{t('agent.reach.head_of', { when: brief(at.starts_at, at.time_zone) })}. </>}
      </WhyUnreached>
    </Banner>
  )
}

function List({
  title,
  items,
  outcomes,
  empty,
}: {
  title: string
  items: Appointment[]
  outcomes: Outcomes
  empty: string
}) {
  return (
    <section class="stack--small">
      <h2 class="card__title">{title}</h2>
      {items.length === 0 ? (
        <div class="card">
          <EmptyState icon={calendar} title={empty} />
        </div>
      ) : (
        <ol class="appts">
          {items.map((one) => (
            <AppointmentRow key={one.id} of={one} outcomes={outcomes} withDay isOwn />
          ))}
        </ol>
      )}
    </section>
  )
}

interface BodyProps {
  of: PersonFile
  reload: () => unknown
  /** Asks for what is long past too. */
  onWhole: () => void
}

function Body({ of, reload, onWhole }: BodyProps) {
  const outcomes = useOutcomes(() => void reload())
  const gone = useGone()
  useOutcomeKeys([...of.upcoming, ...of.past], outcomes)
  // Cancelled or excused, and its hour is still to come: that is no past.
  const [dropped, past] = [of.past.filter(isAhead), of.past.filter((one) => !isAhead(one))]
  const changes = of.contact_changes.filter((one) => !gone.isGone(`change:${one.id}`))
  return (
    <div class="columns">
      <div class="stack">
        {of.second_files.map((one) => (
          <Banner key={one.id} kind="note" title={t('agent.second_file.today')}>
            <ToSettle of={one} onDone={reload} />
          </Banner>
        ))}
        {of.first_files.map((one) => (
          <Mark key={one.at} of={one} />
        ))}
        {of.sign_in_stopped && <SignInStopped of={of} reload={reload} />}
        {of.state !== 'followed' && <Banner kind="note">{leaves(of)}</Banner>}
        <List
          title={t('agent.file.upcoming')}
          items={of.upcoming}
          outcomes={outcomes}
          empty={t('agent.file.no_upcoming')}
        />
        {dropped.length > 0 && (
          <List
            title={t('agent.file.dropped')}
            items={dropped}
            outcomes={outcomes}
            empty={t('agent.file.no_upcoming')}
          />
        )}
        <List title={t('agent.file.past')} items={past} outcomes={outcomes} empty={t('agent.file.no_past')} />
        {of.has_more && (
          <p class="row">
            {of.past_count > of.past.length && (
              <span class="soft small">{t('agent.file.past_shown', { n: of.past.length, all: of.past_count })}</span>
            )}
            <Button kind="quiet" isSmall onClick={onWhole}>
              {t('agent.file.whole')}
            </Button>
          </p>
        )}
        {of.replies.length > 0 && (
          <Card title={t('agent.reply.received')}>
            <ul class="pile">
              {of.replies.map((one) => (
                <ReplyLine key={one.id} of={one} gone={gone} />
              ))}
            </ul>
          </Card>
        )}
        <Card title={t('agent.file.messages')}>
          <Messages items={of.occasions} appointments={[...of.upcoming, ...of.past]} />
        </Card>
        {may('read_journal') && (
          <Card title={t('agent.journal.title')}>
            <Journal id={of.id} />
          </Card>
        )}
      </div>
      <aside class="stack" aria-label={t('agent.file.side')}>
        <FileSide of={of} reload={reload} />
        {changes.length > 0 && (
          <Card title={t('agent.change.title')}>
            <ul class="pile">
              {changes.map((one) => (
                <ChangeLine key={one.id} of={one} gone={gone} />
              ))}
            </ul>
          </Card>
        )}
      </aside>
    </div>
  )
}

export default function File({ params }: ScreenProps) {
  const id = params.id ?? ''
  const [isWhole, setWhole] = useState(false)
  const key = isWhole ? `file:${id}:whole` : `file:${id}`
  const loaded = useLoad(key, () => getFile(id, isWhole || undefined))
  const { problem, copiedAt, reload } = loaded
  // What is shown stays until all of it is there.
  const data = loaded.data ?? (remembered(`file:${id}`) as PersonFile | undefined)
  const follow = useFollow(`file:${id}`, reload)
  // Whoever has just refused messages still has one to come.
  const isDoubtful = data?.silence && data.occasions.some(({ state, is_copy }) => state === 'will' && !is_copy)
  useOnceMore(Boolean(isDoubtful), id, reload)
  return (
    <div class="screen">
      {data ? <Head of={data} /> : <PageTitle back={href('people')}>{t('agent.file.title')}</PageTitle>}
      {copiedAt && <Banner kind="note">{t('agent.kept.old_copy')}</Banner>}
      {problem && !loaded.data && <ErrorState problem={problem} reload={reload} kept={t('agent.kept.nothing_lost')} />}
      {!data && !problem && <Skeleton lines={8} />}
      {data && <Unreachable of={data} follow={follow} />}
      {data && <Body of={data} reload={reload} onWhole={() => setWhole(true)} />}
    </div>
  )
}
