import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { useForm } from '../../kit/form'
import { go } from '../../kit/router'
import { CheckField, Field, FormProblem, SelectField, Submit } from '../../kit/ui'
import { setSession } from '../session'
import { clear, click, draw, serve, SESSION, settle } from '../testing'
import { useUnfinished, watchLeaving } from './leaving'

let answer: () => Promise<unknown> = () => Promise.resolve()

function Form() {
  const form = useForm(() => answer())
  return (
    <form {...form.props}>
      <Field form={form} name="last_name" label="Nom" defaultValue="EXEMPLE" />
      <SelectField
        form={form}
        name="way"
        label="Comment"
        options={['', 'a'].map((value) => ({ value, label: value }))}
      />
      <CheckField form={form} name="tells" label="Prévenir" defaultChecked />
      <Submit form={form}>Enregistrer</Submit>
      <FormProblem form={form} />
    </form>
  )
}

const field = <E extends HTMLElement = HTMLInputElement>(name: string) => document.querySelector<E>(`[name=${name}]`)!
const type = (text: string) =>
  act(() => {
    field('last_name').value = text
    field('last_name').dispatchEvent(new Event('input', { bubbles: true }))
  })
const choose = () => act(() => void field('way').dispatchEvent(new Event('change', { bubbles: true })))
const tick = () => act(() => field('tells').click())
const send = () => click(document.querySelector('[type=submit]'))
const refuse = () => Promise.reject(new Error('no'))

/** What is asked on the way out, by each way. */
async function asks(): Promise<boolean[]> {
  const ask = vi.fn(() => false)
  vi.stubGlobal('confirm', ask)
  const closing = new Event('beforeunload', { cancelable: true })
  dispatchEvent(closing)
  await act(() => go('/agent/lieux'))
  const byLink = ask.mock.calls.length > 0
  ask.mockClear()
  const [url, before] = [location.href, history.length]
  history.replaceState(null, '', '/agent/lieux')
  await act(() => void dispatchEvent(new PopStateEvent('popstate')))
  const byBack = ask.mock.calls.length > 0
  if (byBack) expect([location.href, history.length]).toEqual([url, before + 1])
  return [closing.defaultPrevented, byLink, byBack]
}

beforeAll(watchLeaving)
beforeEach(async () => {
  answer = () => Promise.resolve()
  setSession(SESSION)
  serve({})
  history.replaceState(null, '', '/agent/personnes/nouveau-dossier')
  await draw(<Form />)
})
afterEach(() => {
  clear()
  vi.unstubAllGlobals()
})

describe('a form that is left', () => {
  it.each<[string, boolean, (() => unknown)[]]>([
    ['as it came', false, []],
    ['with a word', true, [() => type('ESSAI')]],
    ['with a word that was taken back', false, [() => type('ESSAI'), () => type('EXEMPLE')]],
    ['with a choice', true, [choose]],
    ['with a box', true, [tick]],
    ['with a box that was put back', false, [tick, tick]],
    ['that was sent', false, [() => type('ESSAI'), send]],
    ['that was sent and changed again', true, [() => type('ESSAI'), send, () => type('TEST')]],
    ['that was refused', true, [() => (answer = refuse), () => type('ESSAI'), send]],
    ['that is gone', false, [() => type('ESSAI'), clear]],
  ])('%s asks first: %s', async (_, isAsked, hands) => {
    for (const hand of hands) await hand()
    await settle()
    expect(await asks()).toEqual([isAsked, isAsked, isAsked])
  })

  it('is left where the answer is yes, and not asked about again', async () => {
    await type('ESSAI')
    const ask = vi.fn(() => true)
    vi.stubGlobal('confirm', ask)
    await act(() => go('/agent/lieux'))
    expect(location.pathname).toBe('/agent/lieux')
    expect(ask).toHaveBeenCalledOnce()
  })
})

describe('work that is begun', () => {
  function Begun({ isBegun }: { isBegun: boolean }) {
    useUnfinished(isBegun, 'agent.counter.leave')
    return <p />
  }

  it.each([true, false])('asks on the way out: %s', async (isBegun) => {
    await draw(<Begun isBegun={isBegun} />)
    expect(await asks()).toEqual([isBegun, isBegun, isBegun])
  })

  it('asks no more once it is done', async () => {
    await draw(<Begun isBegun />)
    await draw(<Begun isBegun={false} />)
    expect(await asks()).toEqual([false, false, false])
  })
})

describe('what no form holds', () => {
  it('is left unasked: filters stand in the address', async () => {
    await draw(
      <form>
        <input name="last_name" />
      </form>,
    )
    await type('ESSAI')
    expect(await asks()).toEqual([false, false, false])
  })
})
