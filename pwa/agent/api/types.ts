// What crosses the wire, by the names the screens use; the shapes are the contract's.
import type { components } from '../../kit/contract/agent'

type S = components['schemas']

export type Named = S['Named']
export type PersonName = S['PersonName']
export type Session = S['Session']
export type Stage = Session['stage']
export type SecondFactors = S['SecondFactors']
export type Codes = S['RecoveryCodes']
export type AppointmentState = S['AppointmentForAgent']['state']
export type Outcome = Extract<AppointmentState, 'came' | 'missed' | 'excused'>
export type Reason = NonNullable<S['OutcomeIn']['reason_told']>
export type Appointment = S['AppointmentForAgent']
export type AppointmentDetail = S['AppointmentInFull']
export type Message = S['MessageForAgent']
export type ContactChange = S['ContactChange']
export type Reply = S['ReplyToRead']
export type Task = S['TaskToDo']
export type Unreachable = S['Unreachable']
export type EndingFile = S['EndingFile']
export type Morning = S['Morning']
export type Found = S['Found']
export type Duplicate = S['Duplicate']
export type Identity = S['IdentityIn']
export type PersonIn = Omit<S['ProbationerIn'], 'force'> & { force?: boolean }
export type PersonChanges = S['ProbationerPatch']
export type RelationIn = S['RelationIn']
export type Relation = S['Relation']
export type File = S['File']
export type AppointmentType = S['TypeForBooking']
export type Agenda = S['AgendaForAgent']
export type AgendaIn = S['AgendaIn']
export type Seat = S['Seat']
export type FreeSeats = S['FreeSeats']
/** `moves`: for the preview alone, the appointment whose move is announced. */
export type BookIn = S['BookIn'] & { moves?: string }
export type MoveIn = S['MoveIn']
export type LegalIn = S['LegalNotificationIn']
export type Way = LegalIn['way']
export type Slot = S['SlotForAgent']
export type SlotsIn = S['SlotsIn']
export type SlotChange = S['SlotChange']
export type SlotPattern = S['PatternForAgent']
export type PatternIn = S['PatternIn']
export type PlaceLine = S['PlaceInList']
export type PlaceIn = S['PlaceIn']
export type PlaceDetail = S['PlaceForAgent']
export type Direction = S['DirectionsForAgent']
export type DirectionsIn = S['DirectionsIn']
/** A text by language; French is the one the others fall back to. */
export type Words = Record<string, string>
export type ItemToBring = S['ItemForAgent']
export type ItemIn = S['ItemIn']
export type PlaceChanges = S['PlacePatch']
export type ProfileIn = S['ProfileIn']
export type PreviewMessage = S['MessageToCome']
export type Preview = S['Preview']
