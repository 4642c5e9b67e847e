// Every operation of the agent's side by its own name; nothing else here names an address.
import { address, caller } from '../../kit/call'
import type { paths } from '../../kit/contract/agent'
import { outdate } from '../../kit/load'
import type * as T from './types'

let heard: () => void = () => undefined
/** Told after each answer of the server: the agent is not idle. */
export const onAnswer = (listener: () => void) => {
  heard = listener
}

const plain = caller<paths>()

/** The same method, told to the idle watch; after a change what is opened next is asked again. */
function heeded<M extends (...options: never[]) => Promise<unknown>>(method: M, isChange: boolean): M {
  const heeding = async (...options: Parameters<M>) => {
    const answer = await method(...options)
    heard()
    if (isChange) outdate()
    return answer
  }
  return heeding as unknown as M
}

const api = {
  get: heeded(plain.get, false),
  post: heeded(plain.post, true),
  put: heeded(plain.put, true),
  patch: heeded(plain.patch, true),
  delete: heeded(plain.delete, true),
}

export const getSession = () => plain.get('/api/agent/session')
export const signIn = (email: string, password: string) => api.post('/api/agent/session', { body: { email, password } })
export const signOut = () => api.delete('/api/agent/session')
export const staySignedIn = () => api.post('/api/agent/session/stay')
export const confirmPassword = (password: string) => api.post('/api/agent/session/password', { body: { password } })
export const verifyTotp = (code: string) => api.post('/api/agent/session/totp', { body: { code } })
export const verifyRecoveryCode = (code: string) => api.post('/api/agent/session/recovery', { body: { code } })
export const beginSecurityKey = () => api.post('/api/agent/session/security-key/options')
export const verifySecurityKey = (credential: Record<string, unknown>) =>
  api.post('/api/agent/session/security-key', { body: { credential } })
export const acceptCharter = () => api.post('/api/agent/charter')
export const listSecondFactors = () => api.get('/api/agent/second-factors')
export const beginTotp = () => api.post('/api/agent/second-factors/totp')
export const confirmTotp = (code: string) => api.post('/api/agent/second-factors/totp/proof', { body: { code } })
export const beginEnrolment = () => api.post('/api/agent/second-factors/security-keys/options')
export const addSecurityKey = (name: string, credential: Record<string, unknown>) =>
  api.post('/api/agent/second-factors/security-keys', { body: { name, credential } })
export const removeSecurityKey = (key: number) =>
  api.delete('/api/agent/second-factors/security-keys/{key}', { path: { key } })
export const renewRecoveryCodes = () => api.post('/api/agent/second-factors/recovery-codes')
export const updateMyAgent = (body: T.ProfileIn) => api.patch('/api/agent/me', { body })

export const getHealth = () => api.get('/api/agent/health')
export const listReadings = (query: { agent?: number; cursor?: string } = {}) =>
  api.get('/api/agent/readings', { query })
export const listColleagues = () => api.get('/api/agent/colleagues')
export const listPlaces = () => api.get('/api/agent/places')
export const createPlace = (body: T.PlaceIn) => api.post('/api/agent/places', { body })
export const getPlace = (place: number) => api.get('/api/agent/places/{place}', { path: { place } })
export const updatePlace = (place: number, body: T.PlaceChanges) =>
  api.patch('/api/agent/places/{place}', { path: { place }, body })
export const setDirections = (place: number, means: T.Direction['means'], body: T.DirectionsIn) =>
  api.put('/api/agent/places/{place}/directions/{means}', { path: { place, means }, body })
export const setPhoto = (place: number, body: FormData) =>
  api.put('/api/agent/places/{place}/photo', { path: { place }, body })
export const removePhoto = (place: number) => api.delete('/api/agent/places/{place}/photo', { path: { place } })
export const archivePlace = (place: number) => api.post('/api/agent/places/{place}/archive', { path: { place } })
export const listItemsToBring = (place: number, type: number) =>
  api.get('/api/agent/places/{place}/items', { path: { place }, query: { type } })
export const setItemsToBring = (place: number, type: number, items: T.ItemIn[]) =>
  api.put('/api/agent/places/{place}/items/{type}', { path: { place, type }, body: { items } })

/** Posted: a searched name never stands in an address. */
export const searchProbationers = (body: { q: string; mine?: boolean; cursor?: string }, signal?: AbortSignal) =>
  plain.post('/api/agent/probationers/search', { body: { mine: false, ...body }, signal })
export const findDuplicates = (body: T.Identity, signal?: AbortSignal) =>
  plain.post('/api/agent/probationers/duplicates', { body, signal })
export const createProbationer = (body: T.PersonIn) =>
  api.post('/api/agent/probationers', { body: { force: false, reason: '', ...body } })
export const settleSecondFile = (second: number, settlement: 'linked' | 'different') =>
  api.post('/api/agent/second-files/{second}/settlement', { path: { second }, body: { settlement } })
export const updateProbationer = (probationer: string, body: T.PersonChanges) =>
  api.patch('/api/agent/probationers/{probationer}', { path: { probationer }, body })
export const setProbationerState = (probationer: string, body: T.StateIn) =>
  api.post('/api/agent/probationers/{probationer}/state', { path: { probationer }, body })
export const assignProbationer = (probationer: string, agent: number | null) =>
  api.post('/api/agent/probationers/{probationer}/assignment', { path: { probationer }, body: { agent } })
export const askCounterCode = (probationer: string, phone: string) =>
  api.post('/api/agent/probationers/{probationer}/phone-proof', { path: { probationer }, body: { phone } })
export const proveCounterCode = (probationer: string, challenge: string, code: string) =>
  api.post('/api/agent/probationers/{probationer}/phone-proof/answer', {
    path: { probationer },
    body: { challenge, code },
  })
export const addRelation = (probationer: string, body: T.RelationIn) =>
  api.post('/api/agent/probationers/{probationer}/relations', { path: { probationer }, body })
export const removeRelation = (probationer: string, relation: number) =>
  api.delete('/api/agent/probationers/{probationer}/relations/{relation}', { path: { probationer, relation } })
export const seeContactChange = (change: string) =>
  api.post('/api/agent/contact-changes/{change}/seen', { path: { change } })
export const listFileJournal = (probationer: string, cursor?: string) =>
  api.get('/api/agent/probationers/{probationer}/journal', { path: { probationer }, query: { cursor } })
export const revokeSessions = (probationer: string) =>
  api.post('/api/agent/probationers/{probationer}/sessions/revoke', { path: { probationer } })
export const allowSignIn = (probationer: string) =>
  api.post('/api/agent/probationers/{probationer}/sign-in/allow', { path: { probationer } })
/** `whole`: with all that is long past too. */
export const getFile = (probationer: string, whole?: boolean) =>
  api.get('/api/agent/files/{probationer}', { path: { probationer }, query: { whole } })

export const listAppointmentTypes = (query: { agenda?: number } = {}) =>
  api.get('/api/agent/appointment-types', { query })
export const listAgendas = (query: { type?: number; place?: number } = {}) => api.get('/api/agent/agendas', { query })
export const createAgenda = (body: T.AgendaIn) => api.post('/api/agent/agendas', { body })
export const listFreeSeats = (query: { type: number; place?: number; agenda?: number; from?: string; days?: number }) =>
  api.get('/api/agent/free-seats', { query })
export const previewAppointment = (body: T.BookIn, signal?: AbortSignal) =>
  plain.post('/api/agent/appointments/preview', { body, signal })
export const bookAppointment = (body: T.BookIn, key: string) => api.post('/api/agent/appointments', { body, key })
type AppointmentFilters = NonNullable<paths['/api/agent/appointments']['get']['parameters']['query']>
export type AppointmentQuery = { [K in keyof AppointmentFilters]?: string }
/** The address holds texts; the server reads numbers, dates and states in them, and refuses what it can't. */
export const listAppointments = (query: AppointmentQuery) =>
  api.get('/api/agent/appointments', { query: query as AppointmentFilters })
export const exportAddress = (query: AppointmentQuery) => address('/api/agent/appointments.csv', { query })
export const getAppointment = (appointment: string) =>
  api.get('/api/agent/appointments/{appointment}', { path: { appointment } })
export const moveAppointment = (appointment: string, body: T.MoveIn) =>
  api.post('/api/agent/appointments/{appointment}/move', { path: { appointment }, body })
export const cancelAppointment = (appointment: string, body: T.CancelIn) =>
  api.post('/api/agent/appointments/{appointment}/cancel', { path: { appointment }, body })
export const restoreAppointment = (appointment: string) =>
  api.post('/api/agent/appointments/{appointment}/restore', { path: { appointment } })
export const recordOutcome = (appointment: string, outcome: T.Outcome, reason_told?: T.Reason) =>
  api.post('/api/agent/appointments/{appointment}/outcome', { path: { appointment }, body: { outcome, reason_told } })
export const undoOutcome = (appointment: string, knows: boolean) =>
  api.post('/api/agent/appointments/{appointment}/undo', { path: { appointment }, query: { knows } })
export const addLegalNotification = (appointment: string, body: T.LegalIn) =>
  api.post('/api/agent/appointments/{appointment}/legal-notifications', { path: { appointment }, body })
export const resendAppointment = (appointment: string) =>
  api.post('/api/agent/appointments/{appointment}/resend', { path: { appointment } })
export const tellOtherwise = (appointment: string, body: T.ToldOtherwiseIn) =>
  api.post('/api/agent/appointments/{appointment}/told-otherwise', { path: { appointment }, body })
export const listPersonsToCall = () => api.get('/api/agent/to-call')
export const summonsAddress = (appointment: string) =>
  address('/api/agent/appointments/{appointment}/summons.pdf', { path: { appointment } })
export const seeAnswer = (answer: string) => api.post('/api/agent/answers/{answer}/seen', { path: { answer } })
export const seeReply = (reply: string) => api.post('/api/agent/replies/{reply}/seen', { path: { reply } })
export const finishTask = (task: number) => api.post('/api/agent/tasks/{task}/done', { path: { task } })
export const countWaiting = () => api.get('/api/agent/morning/waiting')
export const getMorning = (date?: string, whole?: T.Worklist) =>
  api.get('/api/agent/morning', { query: { date, whole } })

export const listSlots = (query: { agenda: number; from: string; to: string }) => api.get('/api/agent/slots', { query })
export const createSlots = (body: T.SlotsIn) => api.post('/api/agent/slots', { body })
export const updateSlot = (slot: number, body: Partial<T.SlotChange>) =>
  api.patch('/api/agent/slots/{slot}', { path: { slot }, body: { people: [], tell_person: true, ...body } })
export const listSlotPatterns = (agenda: number) => api.get('/api/agent/slot-patterns', { query: { agenda } })
export const createSlotPattern = (body: T.PatternIn) => api.post('/api/agent/slot-patterns', { body })
export const endSlotPattern = (pattern: number, from: string, keep = false) =>
  api.delete('/api/agent/slot-patterns/{pattern}', { path: { pattern }, query: { from, keep } })

export const listTrustedContacts = (probationer: string) =>
  api.get('/api/agent/probationers/{probationer}/trusted-contacts', { path: { probationer } })
export const nameTrustedContact = (probationer: string, body: T.TrustedContactIn) =>
  api.post('/api/agent/probationers/{probationer}/trusted-contacts', { path: { probationer }, body })
export const approveTrustedContact = (contact: number) =>
  api.post('/api/agent/trusted-contacts/{contact}/approve', { path: { contact } })
export const blockTrustedContact = (contact: number, why: T.BlockIn['why']) =>
  api.post('/api/agent/trusted-contacts/{contact}/block', { path: { contact }, body: { why } })
export const revokeTrustedContact = (contact: number) =>
  api.post('/api/agent/trusted-contacts/{contact}/revoke', { path: { contact } })
export const askTrustedContact = (contact: number) =>
  api.post('/api/agent/trusted-contacts/{contact}/ask', { path: { contact } })
export const proveTrustedContact = (contact: number, code: string) =>
  api.post('/api/agent/trusted-contacts/{contact}/code', { path: { contact }, body: { code } })
