// The appointment as a calendar file, made on the phone: it needs no network. The same words as the server's
// (backend/agenda/calendar_file.py): a neutral name, an address that names no court, nothing of why.
import type { Appointment } from './api'

const instant = (at: string) => `${new Date(at).toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`
const escaped = (text: string) => text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll('\n', '\\n')

/** RFC 5545: no line longer than 75 bytes; what follows a fold begins with a space. */
function folded(line: string): string {
  let [text, length] = ['', 0]
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length
    if (length + bytes > 74) [text, length] = [`${text}\r\n `, 1]
    text += letter
    length += bytes
  }
  return text
}

export function calendarFile(
  { id, revision, starts_at, ends_at, neutral_name, calendar_place, state }: Appointment,
  now = new Date(),
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Mon Suivi//FR',
    'VERSION:2.0',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@mon-suivi`,
    `SEQUENCE:${revision}`,
    `SUMMARY:${escaped(neutral_name)}`,
    `DTSTART:${instant(starts_at)}`,
    `DTEND:${instant(ends_at)}`,
    `DTSTAMP:${instant(now.toISOString())}`,
    `STATUS:${state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    ...(calendar_place ? [`LOCATION:${escaped(calendar_place)}`] : []),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(neutral_name)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** iPhones hand a served file to their calendar and mistrust a made one: they ask the server while there is network. */
const isServed = () => navigator.onLine && /iPhone|iPad|Macintosh/.test(navigator.userAgent)

export function addToCalendar(event: Event, appointment: Appointment): void {
  if (isServed()) return
  event.preventDefault()
  const url = URL.createObjectURL(new Blob([calendarFile(appointment)], { type: 'text/calendar' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: 'rendez-vous.ics' })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
