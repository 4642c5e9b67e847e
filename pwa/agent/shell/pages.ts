// Where one can go, for the navigation and the palette.
import type { MessageKey } from '../../kit/i18n'
import { building, calendar, check, clock, home, paper, people, person, phone, pin } from '../../kit/ui/icons'
import { may } from '../session'

export interface PageLink {
  name: string
  label: MessageKey
  icon: string
  /** Shown to those who may do that. */
  needs?: string
}

export const WORK: PageLink[] = [
  { name: 'today', label: 'agent.nav.today', icon: home, needs: 'view_files' },
  { name: 'counter', label: 'agent.nav.counter', icon: building, needs: 'counter' },
  { name: 'appointments', label: 'agent.nav.appointments', icon: calendar, needs: 'view_appointments' },
  { name: 'to_call', label: 'agent.nav.to_call', icon: phone, needs: 'resend' },
  { name: 'people', label: 'agent.nav.people', icon: people, needs: 'view_files' },
]
export const SERVICE: PageLink[] = [
  { name: 'agendas', label: 'agent.nav.agendas', icon: clock, needs: 'view_appointments' },
  { name: 'places', label: 'agent.nav.places', icon: pin },
  { name: 'readings', label: 'agent.nav.readings', icon: paper, needs: 'manage_agents' },
  { name: 'health', label: 'agent.nav.health', icon: check, needs: 'operate' },
]
export const OWN: PageLink[] = [{ name: 'me', label: 'agent.nav.me', icon: person }]

/** Screens that are nothing but one act: who may not do it is told so, at whatever address she came by. */
export const NEEDS: Record<string, string | undefined> = {
  today: 'view_files',
  people: 'view_files',
  file: 'view_files',
  appointments: 'view_appointments',
  appointment: 'view_appointments',
  counter: 'counter',
  agendas: 'view_appointments',
  agenda: 'view_appointments',
  to_call: 'resend',
  new_file: 'create_file',
  edit_file: 'edit_file',
  book: 'book',
  move: 'move',
  new_place: 'manage_places',
  readings: 'manage_agents',
  health: 'operate',
}

/** Where one begins: the first page that one's role has. */
export const firstPage = () => forMe([...WORK, ...SERVICE])[0]?.name ?? 'me'

export const forMe = (pages: PageLink[]) => pages.filter(({ needs }) => !needs || may(needs))
