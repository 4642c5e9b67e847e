// The screens of every day, in one chunk: asked together with their data, so that signing in does not carry them.
export { Appointment } from './Appointment'
export { Appointments } from './Appointments'
export { Cannot } from './Cannot'
export { Home } from './Home'
