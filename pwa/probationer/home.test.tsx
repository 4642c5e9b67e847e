// What the person reads first on home and on an appointment: what changed, and words for where it happens.
import { act } from 'preact/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { keep } from '../kit/load'
import { kept } from './acts'
import type { Appointment as Data, Home as HomeData, PastAppointment } from './api'
import { home, inHours, one } from './homeWorld'
import { Appointment } from './screens/Appointment'
import { Appointments } from './screens/Appointments'
import { Cannot } from './screens/Cannot'
import { Help } from './screens/Help'
import { Home } from './screens/Home'
import { known } from './session'
import { box, draw, prepareOfflinePhone, said } from './testing'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const moved = { kind: 'moved', was_starts_at: '2030-01-14T08:00:00Z', was_place: null } as const

const button = (text: string) =>
  [...box.querySelectorAll<HTMLElement>('button, a')].find(({ textContent }) => textContent!.includes(text))

async function drawHome(change: Partial<HomeData> = {}) {
  keep('home', { ...home, ...change })
  await draw(<Home />)
}

async function drawDetail(change: Partial<Data> = {}) {
  keep('appointment:a1', { ...one, ...change })
  await draw(<Appointment params={{ id: 'a1' }} />)
}

prepareOfflinePhone()

const missed = {
  ...one,
  id: 'm1',
  state: 'missed',
  starts_at: '2026-11-12T08:00:00Z',
  change: { kind: 'missed' },
} as Data

describe('a miss', () => {
  it('comes first, and says what to do now, whom to call and how to say what happened', async () => {
    await drawHome({ missed: [missed] })
    const first = box.querySelector('.stack > *')!
    expect(first.textContent!.replaceAll('\u00A0', ' ')).toContain(
      'Nous ne vous avons pas vu le jeudi 12 novembre à 9 h 00.',
    )
    expect(said()).toContain('Appelez le 06 39 98 00 01 pour une autre date.')
    expect(said()).toContain('Vous pouvez dire ce qui s’est passé.')
    expect(button('Dire ce qui s’est passé')!.getAttribute('href')).toBe('/rendez-vous/m1/empechement')
    expect(first.querySelector('a[href="tel:+33639980001"]')).not.toBeNull()
  })

  it('of a hearing says that only the judge gives another date', async () => {
    await drawHome({ missed: [{ ...missed, decider: 'judge' }] })
    expect(said()).toContain('Seul le juge peut donner une autre date. Vous pouvez appeler votre avocat.')
  })

  it('is put away offline at once, and for good', async () => {
    await drawHome({ missed: [missed] })
    await act(async () => button('ne plus afficher')!.click())
    expect(said()).not.toContain('Nous ne vous avons pas vu')
    expect(kept.value.map(({ wish }) => wish)).toEqual([{ act: 'seen', appointment: 'm1', revision: 2 }])
    await drawHome({ missed: [missed] })
    expect(said()).not.toContain('Nous ne vous avons pas vu')
  })

  it('shows that what happened was said, from the tap on', async () => {
    keep('appointment:a1', { ...one, state: 'missed' })
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect(box.querySelector('h1')!.textContent).toBe('Ce qui s’est passé')
    expect(said()).not.toContain('le rendez-vous est maintenu')
    await act(async () => box.querySelector('form')!.requestSubmit())
    expect(kept.value[0]!.wish).toMatchObject({ act: 'answer', kind: 'explain' })
    await drawHome({ missed: [{ ...missed, id: 'a1' }] })
    expect(said()).toContain('Vous avez dit ce qui s’est passé')
    expect(button('Dire ce qui s’est passé')).toBeUndefined()
  })
})

describe('a change', () => {
  it('says what it was and what it is, until it is put away', async () => {
    await drawHome({ upcoming: [{ ...one, starts_at: '2030-01-21T08:00:00Z', change: moved }] })
    expect(said()).toContain('C’était : lundi 14 janvier 2030 à 9 h 00')
    expect(said()).toContain('C’est maintenant : lundi 21 janvier 2030 à 9 h 00')
    await act(async () => button('ne plus afficher')!.click())
    expect(said()).not.toContain('C’était')
  })

  it('is seen by whoever answers the new date', async () => {
    await drawHome({ upcoming: [{ ...one, change: moved }] })
    await act(async () => button('Je serai là')!.click())
    expect(said()).not.toContain('C’était')
  })

  it('stands on the appointment too, and a newer one is shown although an older was seen', async () => {
    await drawDetail({ change: moved })
    await act(async () => button('ne plus afficher')!.click())
    expect(said()).not.toContain('C’était')
    await drawDetail({ change: moved, revision: 3 })
    expect(said()).toContain('C’était')
  })

  it.each([
    ['cancelled', 'Ce rendez-vous est annulé'],
    ['excused', 'Votre absence est excusée'],
  ] as const)('%s says so with its date, and stands among what is to come until then', async (state, title) => {
    const off = { ...one, starts_at: '2030-01-14T08:00:00Z', state, change: { kind: state } } as unknown as Data
    await drawHome({ upcoming: [], called_off: [off] })
    expect(said()).toContain(`${title}lundi 14 janvier 2030 à 9 h 00`)
    expect(said()).toContain('Vous n’avez pas à venir.')
    await draw(<Appointments />)
    const lines = [...box.querySelectorAll<HTMLAnchorElement>('.line--off')]
    expect(lines.map(({ href }) => href)).toEqual([expect.stringContaining('/rendez-vous/a1')])
    expect(lines[0]!.querySelector('.badge')).not.toBeNull()
  })
})

const NEVER = /(?<!\p{L})(?:venir|venez|venu|Y aller|Comment y aller|Ouvrir le plan|À apporter)(?!\p{L})/u

describe('words per where it happens', () => {
  it.each([
    ['phone', ['Je répondrai', 'Je ne pourrai pas répondre']],
    ['video', ['Je me connecterai', 'Je ne pourrai pas me connecter']],
    ['home', ['Je serai chez moi', 'Je ne serai pas chez moi']],
  ] as const)('%s: nobody is told to come, nor shown the way', async (where, answers) => {
    const other = { ...one, where, called_phone: '•• •• •• •• 12', consequence: 'Le service peut prévenir le juge.' }
    for (const show of [() => drawHome({ upcoming: [other] }), () => drawDetail(other)]) {
      await show()
      expect(said()).not.toMatch(NEVER)
      for (const text of answers) expect(button(text)).toBeDefined()
    }
    await drawHome({ upcoming: [{ ...other, answer: { kind: 'cannot', at: inHours(-1), seen_at: null } as never }] })
    expect(said()).not.toMatch(NEVER)
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect(said()).not.toMatch(NEVER)
    for (const state of ['missed', 'cancelled', 'excused', 'came'] as const) {
      await drawDetail({ ...other, state })
      expect(said()).not.toMatch(NEVER)
    }
  })

  it('a call says which number is called, and leads to where it is corrected', async () => {
    await drawHome({ upcoming: [{ ...one, where: 'phone', called_phone: '•• •• •• •• 12' }] })
    expect(said()).toContain('Nous vous appelons au •• •• •• •• 12.')
    expect(button('Changer ce numéro')!.getAttribute('href')).toBe('/moi/telephone')
    await drawHome({ upcoming: [{ ...one, where: 'phone', called_phone: '' }] })
    expect(said()).toContain('Nous n’avons pas votre numéro.')
    expect(button('Donner mon numéro')).toBeDefined()
  })
})

describe('no appointment', () => {
  it.each([
    ['followed', 'Le prochain s’affichera ici.'],
    ['ended', 'Votre service a noté la fin de votre suivi.'],
    ['detained', 'Votre dossier dit que vous êtes en détention.'],
    ['hospitalised', 'Votre dossier dit que vous êtes à l’hôpital.'],
    ['abroad', 'Votre dossier dit que vous êtes à l’étranger.'],
    ['deceased', 'Ce dossier est fermé'],
  ] as const)('of a file that is %s says what holds', async (file_state, text) => {
    await drawHome({ upcoming: [], file_state })
    expect(said()).toContain(text)
    if (!['followed', 'abroad'].includes(file_state)) expect(said()).not.toContain('Le prochain')
  })

  it('an appointment that stands in a file whose messages stop says both', async () => {
    await drawHome({ file_state: 'ended' })
    expect(said()).toContain('Nous ne vous envoyons plus de rappels.')
    expect(button('Je serai là')).toBeDefined()
  })
})

describe('"I cannot come"', () => {
  const cannot = { kind: 'cannot', at: inHours(-1), seen_at: null, words: null, late_minutes: null } as never
  it('says who decides, how the answer comes, and that silence never frees', async () => {
    await drawHome({ upcoming: [{ ...one, answer: cannot }] })
    expect(said()).toContain('Votre absence n’est pas encore excusée.')
    expect(said()).toContain('Sans réponse de notre part, le rendez-vous est maintenu : venez.')
    expect(said()).toContain('Votre service vous répondra. La réponse s’affichera ici.')
    expect(said()).toContain('Ce reçu ne veut pas dire que l’absence est excusée.')
  })

  it('of a hearing is the judge’s', async () => {
    await drawHome({ upcoming: [{ ...one, decider: 'judge', answer: cannot }] })
    expect(said()).toContain('Seul le juge peut changer cette date (demande de renvoi). Il peut décider sans vous.')
  })

  it('asks nothing about health, and no transport of whoever stays at home', async () => {
    keep('appointment:a1', one)
    await draw(<Cannot params={{ id: 'a1' }} />)
    const reasons = () => [...box.querySelectorAll<HTMLInputElement>('[name=reason]')].map(({ value }) => value)
    expect(reasons()).toEqual(['unable', 'work', 'family', 'transport', 'talk'])
    keep('appointment:a1', { ...one, where: 'phone' })
    await draw(<Cannot key="2" params={{ id: 'a1' }} />)
    expect(reasons()).toEqual(['work', 'family', 'talk'])
  })
})

describe('the card of the next appointment', () => {
  it('puts the answers right under the hour and the call on one line with the number whole', async () => {
    await drawHome()
    const inside = box.querySelector('.card--hero .card__inside')!
    expect(inside.firstElementChild!.textContent).toContain('Je serai là')
    expect(inside.querySelector('.call')!.textContent!.replaceAll('\u00A0', ' ')).toBe('Appeler · 06 39 98 00 01')
  })
})

describe('past ones', () => {
  const line = (id: string, starts_at: string, state: string) =>
    ({
      id,
      starts_at,
      time_zone: 'Europe/Paris',
      type: 'Suivi',
      place_name: 'X',
      where: 'place',
      state,
    }) as PastAppointment

  it('stand by month, a line each with its date and result, and open', async () => {
    keep('home', home)
    keep('appointments', {
      items: [
        line('p1', '2026-11-12T08:00:00Z', 'missed'),
        line('p2', '2026-11-02T08:00:00Z', 'came'),
        line('p3', '2026-10-31T23:30:00Z', 'came'),
        line('p4', '2026-10-12T08:00:00Z', 'booked'),
      ],
      next: null,
    })
    await draw(<Appointments />)
    const months = [...box.querySelectorAll('.month')].map((month) => [
      month.querySelector('h3')!.textContent,
      [...month.querySelectorAll('a')].map((a) => a.getAttribute('href')),
    ])
    expect(months).toEqual([
      ['Novembre 2026', ['/rendez-vous/p1', '/rendez-vous/p2', '/rendez-vous/p3']],
      ['Octobre 2026', ['/rendez-vous/p4']],
    ])
    expect(said()).toContain('Pas encore noté')
  })
})

describe('help', () => {
  it('names one’s own service first, also without a network, and the others in the language of the app', async () => {
    await setLanguage('ar')
    keep('home', home)
    known.value = { holder: 'h' } as typeof known.value
    await draw(<Help />)
    known.value = undefined
    const calls = [...box.querySelectorAll('a[href^="tel:"]')]
    expect(calls.map((one) => one.getAttribute('href'))).toEqual([`tel:${(home.referent ?? home.service)!.phone}`])
    expect(box.querySelector('a[href="/api/switchboards?language=ar"][target="_blank"]')).not.toBeNull()
  })

  it('leads to no page of the server’s while there is no network, and says so', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    await draw(<Help />)
    expect(box.querySelector('a[href^="/api/"]')).toBeNull()
    expect(said()).toContain('Les numéros des autres services s’affichent avec le réseau.')
    vi.restoreAllMocks()
    await act(async () => void dispatchEvent(new Event('online')))
    expect(box.querySelector('a[href^="/api/"]')).not.toBeNull()
  })
})
