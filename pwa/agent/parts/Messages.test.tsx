import { afterEach, describe, expect, it } from 'vitest'
import type { ByChannel, Occasion } from '../api/types'
import { appointment, clear, draw } from '../testing'
import { Messages } from './Messages'

const said = (changes: Partial<ByChannel> = {}): ByChannel => ({
  id: crypto.randomUUID(),
  channel: 'sms',
  state: 'reached',
  words: 'reached',
  why: null,
  at: '2026-11-24T08:00:00Z',
  leaves_at: null,
  title: '',
  text: 'RDV jeudi',
  to: '+33639980001',
  segments: 1,
  foreseen: null,
  joined: null,
  ...changes,
})
const occasion = (changes: Partial<Occasion> = {}): Occasion => ({
  id: crypto.randomUUID(),
  kind: 'reminder',
  occasion: 'day-4',
  at: '2026-11-24T08:00:00Z',
  state: 'reached',
  by_hand: false,
  is_copy: false,
  appointment: null,
  spoke_of: null,
  messages: [said()],
  ...changes,
})
const open = async (...items: Occasion[]) =>
  (await draw(<Messages items={items} zone="Europe/Paris" />)).textContent?.replaceAll('\u00A0', ' ') ?? ''

describe('the messages of an appointment', () => {
  afterEach(clear)

  it('are one line an occasion, with its channels, the words folded away', async () => {
    const text = await open(
      occasion({ messages: [said({ channel: 'push' }), said({ state: 'not_sent', words: 'needless' })] }),
    )
    expect(text).toContain('Rappel, 4 jours avant')
    expect(text).toContain('notification et SMS')
    expect(text).toContain('Pas nécessaire : la notification est arrivée')
    expect(document.querySelectorAll('.message')).toHaveLength(1)
    expect(document.querySelector('details')?.open).toBe(false)
    expect(document.querySelector('.bubble')?.textContent).toBe('RDV jeudi')
  })

  it('say of which appointment they are where a file has several, and lead to it', async () => {
    const coming = [
      appointment('a1', { starts_at: '2026-11-26T13:30:00Z' }),
      appointment('a2', { starts_at: '2026-12-10T08:00:00Z' }),
    ]
    const box = await draw(<Messages items={[occasion({ appointment: 'a2' })]} appointments={coming} />)
    expect(box.querySelector('summary')?.textContent?.replaceAll('\u00A0', ' ')).toContain('RDV jeu. 10 déc., 9 h 00')
    expect(box.querySelector('.message a')?.getAttribute('href')).toBe('/agent/rendez-vous/a2')
  })

  it('are labelled with the date that they said, though the appointment moved since', async () => {
    const text = await open(occasion({ appointment: 'a', spoke_of: '2026-12-07T08:00:00Z' }))
    expect(text).toContain('RDV lun. 7 déc., 9 h 00')
    const moved = [appointment('a', { starts_at: '2026-12-14T08:00:00Z' })]
    const box = await draw(
      <Messages items={[occasion({ appointment: 'a', spoke_of: '2026-12-07T08:00:00Z' })]} appointments={moved} />,
    )
    expect(box.querySelector('summary')?.textContent?.replaceAll('\u00A0', ' ')).toContain('RDV lun. 7 déc., 9 h 00')
  })

  it('that others replaced did not fail', async () => {
    const replaced = occasion({ state: 'replaced', messages: [said({ words: 'replaced', why: 'older_revision' })] })
    const text = await open(replaced, { ...replaced, id: 'other' })
    expect(text).toContain('2 messages remplacés par d’autres')
    expect(text).not.toContain('non envoyé')
  })

  it('say why one did not arrive, and to which number it went', async () => {
    const text = await open(
      occasion({ state: 'failed', messages: [said({ state: 'failed', words: 'failed', why: 'number_wrong' })] }),
    )
    expect(text).toContain('Non arrivé : numéro non attribué')
    expect(text).toContain('au 06 39 98 00 01')
  })

  it('show what will be written, or that as things stand nothing will', async () => {
    const foreseen = { title: '', text: 'RDV demain', segments: 2, language: 'fr', refusal: null }
    const waits = said({ state: 'will', words: 'will', text: '', leaves_at: '2026-11-30T08:00:00Z', foreseen })
    expect(await open(occasion({ state: 'will', messages: [waits] }))).toContain(
      'Ce qui sera écrit · 2 segmentsRDV demain',
    )
    const refused = said({
      state: 'will',
      words: 'will',
      text: '',
      leaves_at: '2026-11-30T08:00:00Z',
      foreseen: { ...foreseen, refusal: 'opted_out' },
    })
    expect(await open(occasion({ state: 'will', messages: [refused] }))).toContain(
      'En l’état, ne partira pas : rappels refusés',
    )
  })

  it('fold away what never left, and say that a code’s words are kept nowhere', async () => {
    const text = await open(occasion({ kind: 'code', messages: [said({ text: '' })] }), occasion({ state: 'not_sent' }))
    expect(text).toContain('1 message non envoyé')
    expect(text).toContain('un code ne l’est pas')
  })

  it('name a copy and what an agent had sent again', async () => {
    expect(await open(occasion({ kind: 'copy_reminder', occasion: 'day-1:7', is_copy: true }))).toMatch(
      /Rappel, 1 jour avant.*copie à la personne de confiance/,
    )
    expect(await open(occasion({ occasion: 'hand:1', by_hand: true }))).toContain('renvoyé par le service')
  })
})
