// For tests: a home with one appointment in three days, as the server gives it.
import type { Appointment as Data, Home as HomeData } from './api'

const HOUR = 3_600_000
export const inHours = (n: number) => new Date(Date.now() + n * HOUR).toISOString()
const place = {
  name: 'Antenne de Démo',
  address: '1 rue de l’Essai',
  postcode: '92000',
  city: 'Nanterre',
  inside: '',
  step_free: 'unknown',
  step_free_words: null,
  in_french: [],
  phone: '+33639980000',
  latitude: null,
  longitude: null,
  photo: null,
  directions: [{ means: 'train', steps: ['RER A'], minutes: 5, in_french: false }],
}
export const one = {
  id: 'a1',
  revision: 2,
  starts_at: inHours(72),
  ends_at: inHours(73),
  time_zone: 'Europe/Paris',
  minutes: 30,
  type: 'Rendez-vous de suivi',
  neutral_name: 'RDV',
  calendar_place: '',
  excuse_word: 'Je ne peux pas venir',
  where: 'place',
  decider: 'referent',
  state: 'booked',
  place,
  items: [],
  answer: null,
  whom_to_call: { label: 'Antenne de Démo', phone: '+33639980001', hours: 'du lundi au vendredi de 9 h à 17 h' },
  consequence: '',
  legal: null,
  leave_at: null,
  called_phone: '',
  change: null,
} as unknown as Data
export const home = {
  now: new Date().toISOString(),
  first_name: 'Camille',
  language: 'fr',
  file_state: 'followed',
  upcoming: [one],
  called_off: [],
  missed: [],
  past: [],
  referent: null,
  service: { name: 'Antenne de Démo', phone: '+33639980001' },
  push: { active: true },
  phone_masked: '',
  notices: [],
} as unknown as HomeData
