// Every address of the back office. The first screen comes with the page, each other one when it is opened.
import { lazy, type Route } from '../kit/router'
import { Today } from './screens/Today'

export const routes: Route[] = [
  { name: 'today', path: '/', screen: Today },
  { name: 'sign_in', path: '/connexion', screen: lazy(() => import('./screens/SignIn')) },
  { name: 'counter', path: '/guichet', screen: lazy(() => import('./screens/Counter')) },
  { name: 'appointments', path: '/rendez-vous', screen: lazy(() => import('./screens/Appointments')) },
  { name: 'appointment', path: '/rendez-vous/:id', screen: lazy(() => import('./screens/Appointment')) },
  { name: 'move', path: '/rendez-vous/:id/deplacer', screen: lazy(() => import('./screens/Move')) },
  { name: 'to_call', path: '/a-prevenir', screen: lazy(() => import('./screens/ToCall')) },
  { name: 'people', path: '/personnes', screen: lazy(() => import('./screens/People')) },
  { name: 'new_file', path: '/personnes/nouveau-dossier', screen: lazy(() => import('./screens/NewFile')) },
  { name: 'file', path: '/personnes/:id', screen: lazy(() => import('./screens/File')) },
  { name: 'edit_file', path: '/personnes/:id/modifier', screen: lazy(() => import('./screens/EditFile')) },
  { name: 'book', path: '/personnes/:id/nouveau-rendez-vous', screen: lazy(() => import('./screens/Book')) },
  { name: 'agendas', path: '/agendas', screen: lazy(() => import('./screens/Agendas')) },
  { name: 'agenda', path: '/agendas/:id', screen: lazy(() => import('./screens/Agenda')) },
  { name: 'places', path: '/lieux', screen: lazy(() => import('./screens/Places')) },
  { name: 'new_place', path: '/lieux/nouveau', screen: lazy(() => import('./screens/NewPlace')) },
  { name: 'place', path: '/lieux/:id', screen: lazy(() => import('./screens/Place')) },
  { name: 'readings', path: '/consultations', screen: lazy(() => import('./screens/Readings')) },
  { name: 'health', path: '/etat', screen: lazy(() => import('./screens/Health')) },
  { name: 'me', path: '/moi', screen: lazy(() => import('./screens/Me')) },
]
