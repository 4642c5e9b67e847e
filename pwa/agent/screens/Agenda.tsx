import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href, type ScreenProps } from '../../kit/router'
import { Card, Disclosure, ErrorState, PageTitle } from '../../kit/ui'
import { listAgendas } from '../api/calls'
import { What } from '../parts/What'
import { may } from '../session'
import { AddPattern, AddSlots } from '../slots/AddSlots'
import { Patterns } from '../slots/Patterns'
import { Week } from '../slots/Week'

export default function Agenda({ params }: ScreenProps) {
  const id = Number(params.id)
  const { data, problem, reload } = useLoad('agendas:all', () => listAgendas())
  const [round, setRound] = useState(0)
  const again = () => setRound((one) => one + 1)
  const agenda = data?.items.find((one) => one.id === id)
  return (
    <div class="screen">
      <div>
        <PageTitle back={href('agendas')} name={t('agent.book.agenda')}>
          <What>{t('agent.book.agenda')}</What> {agenda?.name}
        </PageTitle>
        {agenda && <p class="soft">{agenda.place.full_name}</p>}
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      <div class="columns">
        <div class="stack">
          <Card title={t('agent.slots.title')}>
            <Week agenda={id} round={round} />
          </Card>
        </div>
        <aside class="stack" aria-label={t('agent.slots.patterns')}>
          <Card title={t('agent.slots.patterns')}>
            <Patterns agenda={id} round={round} onEnded={again} />
            {may('manage_slots') && (
              <Disclosure summary={t('agent.slots.add_pattern')}>
                <AddPattern agenda={id} onAdded={again} />
              </Disclosure>
            )}
          </Card>
          {may('manage_slots') && (
            <Card title={t('agent.slots.single')}>
              <AddSlots agenda={id} onAdded={again} />
            </Card>
          )}
        </aside>
      </div>
    </div>
  )
}
