// The probationer's side of the contract, with short names for what the screens show.
import { caller } from '../kit/call'
import type { components, paths } from '../kit/contract/probationer'

type Schemas = components['schemas']
export type Home = Schemas['Home']
export type Appointment = Schemas['MyAppointment']
export type PastAppointment = Schemas['MyPastAppointment']
export type Place = Schemas['MyPlace']
export type Session = Schemas['MySession']
export type Challenge = Schemas['CodeAsked']
export type Occasion = Schemas['MyOccasion']
export type Me = Schemas['Me']
export type TrustedContacts = Schemas['MyTrustedContacts']
export type TrustedContact = Schemas['MyTrustedContact']
export type TrustLink = Schemas['TrustLink']

export const api = caller<paths>()
