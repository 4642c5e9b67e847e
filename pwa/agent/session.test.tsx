import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from './App'
import { recently } from '../kit/i18n'
import { forget } from '../kit/load'
import { refreshSession, serverNow, setSession, timeLeft, watchSession } from './session'
import { warning } from './shell/Idle'
import { clear, draw, morning, Refusal, serve, SESSION, settle } from './testing'

vi.mock('./routes', () => {
  const Form = () => (
    <form>
      <input id="half" />
    </form>
  )
  const names = ['today', 'counter', 'appointments', 'to_call', 'people', 'new_file', 'agendas', 'places', 'me']
  return { routes: names.map((name) => ({ name, path: name === 'today' ? '/' : `/${name}`, screen: Form })) }
})

const OUT = { ...SESSION, signed_in: false, stage: 'signed_out' as const, agent: null }
let stage: typeof SESSION = SESSION

function answers() {
  return serve({
    'GET session': () => stage,
    'POST session': () => ({ ...SESSION, stage: 'second_factor' }),
    'POST session/totp': (body) => (body.code === '123456' ? (stage = SESSION) : new Refusal(401, 'code_refused')),
    'GET morning': () => morning(),
  })
}

async function write(selector: string, text: string) {
  const field = document.querySelector<HTMLInputElement>(selector)!
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

async function submit(within: string) {
  document
    .querySelector<HTMLFormElement>(`${within} form`)!
    .dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await settle(30)
}

watchSession()

describe('the end of a session', () => {
  beforeEach(async () => {
    forget()
    history.replaceState(null, '', '/agent/')
    stage = SESSION
    answers()
    setSession(SESSION)
    await draw(<App />)
    await settle()
  })
  afterEach(clear)

  it('leaves the half-filled form in place and signs in above it, password then second factor', async () => {
    const form = document.querySelector('#half')
    await write('#half', 'à moitié')
    stage = OUT
    await refreshSession()
    await settle()
    const dialog = document.querySelector<HTMLDialogElement>('dialog[open]')
    expect(dialog?.textContent).toContain('Votre session est terminée')
    expect(document.querySelector('#half')).toBe(form)
    await write('dialog [name=email]', 'anne@exemple.test')
    await write('dialog [name=password]', 'un mot de passe')
    await submit('dialog[open]')
    await write('dialog [name=code]', '000000')
    await submit('dialog[open]')
    expect(document.querySelector('dialog[open]')?.textContent).toContain('Le code n’est pas bon.')
    await write('dialog [name=code]', '123456')
    await submit('dialog[open]')
    expect(document.querySelector('dialog[open]')).toBeNull()
    expect(document.querySelector<HTMLInputElement>('#half')?.value).toBe('à moitié')
    expect(document.querySelector('#half')).toBe(form)
  })

  it('can’t be closed away without signing in', async () => {
    stage = OUT
    await refreshSession()
    await settle()
    const dialog = document.querySelector<HTMLDialogElement>('dialog[open]')!
    const escape = new Event('cancel', { cancelable: true })
    dialog.dispatchEvent(escape)
    expect(escape.defaultPrevented).toBe(true)
    await act(() => dialog.close())
    await vi.waitFor(() => expect(document.querySelector('dialog[open]')).not.toBeNull())
  })

  it('is not undone by an older answer that comes late', async () => {
    let late: (told: typeof SESSION) => void = () => undefined
    const older = new Promise<typeof SESSION>((done) => (late = done))
    const asked = vi.fn(async () => Response.json(await older))
    vi.stubGlobal('fetch', asked)
    const first = refreshSession()
    await vi.waitFor(() => expect(asked).toHaveBeenCalled())
    stage = OUT
    answers()
    await refreshSession()
    late(SESSION)
    await first
    await settle()
    expect(document.querySelector('dialog[open]')?.textContent).toContain('Votre session est terminée')
  })

  it('gives nothing of one agent’s screen to another', async () => {
    const leave = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
    setSession({ ...SESSION, agent: { ...SESSION.agent!, id: 2 } })
    expect(leave).toHaveBeenCalledWith('/agent/')
  })
})

describe('the warning before it', () => {
  it('comes two minutes before the idle end, and says which end is nearer', () => {
    expect(warning({ idle: 121_000, whole: 1e9 }).kind).toBe('none')
    expect(warning({ idle: 119_000, whole: 1e9 })).toEqual({ kind: 'idle', seconds: 119 })
    expect(warning({ idle: 1e9, whole: 60_000 }).kind).toBe('whole')
    expect(warning({ idle: 0, whole: 1e9 }).kind).toBe('over')
  })

  it('counts from the last answer of the server, whatever the two clocks say', () => {
    serve({})
    setSession(SESSION)
    const { idle, whole } = timeLeft()
    expect(Math.round(idle / 60_000)).toBe(30)
    expect(Math.round(whole / 3_600_000)).toBe(9)
    expect(Math.round(timeLeft(Date.now() + 29 * 60_000).idle / 60_000)).toBe(1)
  })

  it('does not come nearer when the demonstration’s clock is moved, and the day follows it', async () => {
    const ahead = (at: string) => new Date(Date.parse(at) + 3 * 86_400_000).toISOString()
    let told = SESSION
    serve({ 'GET session': () => told })
    setSession(SESSION)
    const [before, left] = [serverNow().getTime(), timeLeft()]
    told = { ...SESSION, now: ahead(SESSION.now), idle_at: ahead(SESSION.idle_at!), ends_at: ahead(SESSION.ends_at!) }
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect(Math.round((serverNow().getTime() - before) / 86_400_000)).toBe(3)
    expect(recently(told.now)).toContain('aujourd’hui')
    expect(Math.round(timeLeft().whole / 60_000)).toBe(Math.round(left.whole / 60_000))
    expect(Math.round(timeLeft().idle / 60_000)).toBe(Math.round(left.idle / 60_000))
  })
})
