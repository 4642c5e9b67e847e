// Address → screen. The build lists these for the tests: write name, path, screen in that order.
import type { ComponentType } from 'preact'
import { lazy, type Route, type ScreenProps } from '../kit/router'
import { Waiting } from './parts/Waiting'
import { SignIn } from './screens/SignIn'
import { allWords } from './words'

/** A screen and its words come together. */
const later = (load: () => Promise<ComponentType<ScreenProps>>) =>
  lazy(async () => {
    const [screen] = await Promise.all([load(), allWords()])
    return { default: screen }
  }, Waiting)
const daily = (name: keyof typeof import('./screens/daily')) =>
  later(async () => (await import('./screens/daily'))[name])
const other = (name: keyof typeof import('./screens/others')) =>
  later(async () => (await import('./screens/others'))[name])

/** Before any of them on a phone that has a code. */
export const Locked = other('Locked')

export const routes: Route[] = [
  { name: 'home', path: '/', screen: daily('Home') },
  { name: 'appointments', path: '/rendez-vous', screen: daily('Appointments') },
  { name: 'appointment', path: '/rendez-vous/:id', screen: daily('Appointment') },
  { name: 'cannot', path: '/rendez-vous/:id/empechement', screen: daily('Cannot') },
  { name: 'messages', path: '/messages', screen: other('Messages') },
  { name: 'notifications', path: '/messages/notifications', screen: other('Notifications') },
  { name: 'me', path: '/moi', screen: other('Me') },
  { name: 'phone', path: '/moi/telephone', screen: other('Phone') },
  { name: 'email', path: '/moi/email', screen: other('Email') },
  { name: 'address', path: '/moi/adresse', screen: other('Address') },
  { name: 'reminders', path: '/moi/rappels', screen: other('Reminders') },
  { name: 'devices', path: '/moi/appareils', screen: other('Devices') },
  { name: 'trust', path: '/moi/personne-de-confiance', screen: other('Trust') },
  { name: 'trust_link', path: '/c', screen: later(async () => (await import('./screens/TrustLink')).TrustLink) },
  { name: 'lock', path: '/moi/code', screen: other('Lock') },
  { name: 'signin', path: '/connexion', screen: SignIn },
  { name: 'takeback', path: '/reprendre', screen: other('TakeBack') },
  { name: 'help', path: '/aide', screen: other('Help') },
  { name: 'legal', path: '/mentions', screen: other('Legal') },
]

/** Open to whoever holds the phone, signed in or not. */
export const PUBLIC = ['trust_link', 'signin', 'takeback', 'help', 'legal']
