// Instants as an agent scans them in a list; whole sentences keep kit/i18n's long forms.
import { dayParts, hour, language } from '../../kit/i18n'

/** Between what stands beside each other: that of Arabic is another sign. */
export const comma = () => (language() === 'ar' ? '، ' : ', ')

/** « 1er » of a French month, else its number. */
export const ordinal = (day: string) => (day === '1' && language() === 'fr' ? '1er' : day)

/** « jeu. 26 nov. » */
export function briefDay(at: string, zone: string): string {
  const { weekday, day, month } = dayParts(at, zone)
  return `${weekday} ${ordinal(day)} ${month}`
}

/** « jeu. 26 nov., 14 h 30 » */
export const brief = (at: string, zone: string) => `${briefDay(at, zone)}${comma()}${hour(at, zone)}`
