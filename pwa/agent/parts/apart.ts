// Agendas of one name, where one chooses among them: with the place or the agent by which they differ.
import { list, t } from '../../kit/i18n'
import type { Agenda } from '../api/types'

const agentOf = ({ agent }: Agenda) => agent?.name ?? t('agent.slots.shared')
const differ = (all: Agenda[], by: (one: Agenda) => unknown) => new Set(all.map(by)).size > 1

/** By what those of its name differ; their turn, where by nothing. */
function mark(one: Agenda, same: Agenda[]): string {
  const known = [
    differ(same, ({ place }) => place.id) && one.place.full_name,
    differ(same, agentOf) && agentOf(one),
  ].filter((part) => part !== false)
  const alike = same.filter((other) => other.place.id === one.place.id && agentOf(other) === agentOf(one))
  return list(alike.length > 1 ? [...known, String(alike.indexOf(one) + 1)] : known)
}

/** Each with a name that no other one has. */
export const apart = (agendas: Agenda[]): Agenda[] =>
  agendas.map((one) => {
    const same = agendas.filter(({ name }) => name === one.name)
    return same.length > 1 ? { ...one, name: `${one.name} (${mark(one, same)})` } : one
  })
