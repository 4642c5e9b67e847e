// What to bring; the ticks stay on this phone and say nothing to anybody.
import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { local } from '../../kit/storage'
import { Card } from '../../kit/ui'
import type { Appointment } from '../api'

const STORED = 'ticks'

function ticked(): Record<string, string[]> {
  try {
    return JSON.parse(local.get(STORED) ?? '{}')
  } catch {
    return {}
  }
}

export function tick(appointment: string, item: string, isReady: boolean): string[] {
  const every = ticked()
  const others = (every[appointment] ?? []).filter((one) => one !== item)
  every[appointment] = isReady ? [...others, item] : others
  local.set(STORED, JSON.stringify(every))
  return every[appointment]
}

export function Checklist({ appointment }: { appointment: Appointment }) {
  const { id, items } = appointment
  const [ready, setReady] = useState(() => ticked()[id] ?? [])
  if (items.length === 0) return null
  const count = items.filter((item) => ready.includes(String(item.id))).length
  return (
    <Card
      title={t(appointment.where === 'place' ? 'app.bring.title' : 'app.bring.prepare')}
      aside={<span class="soft">{t('app.bring.ready', { count, total: items.length })}</span>}
    >
      <ul class="lines">
        {items.map((item) => (
          <li key={item.id}>
            <label class="choice">
              <input
                type="checkbox"
                checked={ready.includes(String(item.id))}
                onChange={(event) => setReady(tick(id, String(item.id), event.currentTarget.checked))}
              />
              <span class="said">
                {item.title}
                {item.hint && <span class="fr-hint-text said">{item.hint}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Card>
  )
}
