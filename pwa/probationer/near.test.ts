import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { keepFocusNear } from './near'

const SCREEN = `<main><h1>Écran</h1>
  <section id="one"><h2>Avis</h2><button>Vu</button></section>
  <section id="two"><h2>Rendez-vous</h2><div id="answers"><button>Je serai là</button></div></section>
  <ul><li id="this">Ce téléphone</li><li id="other"><button>Fermer</button></li></ul></main>`

const at = (query: string) => document.querySelector<HTMLElement>(query)!
const moment = () => new Promise((done) => setTimeout(done, 80))
/** The focus is at this button; then that goes away. */
async function goes(button: string, change: () => void): Promise<string> {
  at(button).focus()
  change()
  // As browsers do; happy-dom holds on to what has gone.
  if (!document.activeElement?.isConnected) (document.activeElement as HTMLElement).blur()
  await moment()
  return document.activeElement === document.body ? 'nowhere' : document.activeElement!.textContent!
}

beforeAll(keepFocusNear)
beforeEach(() => void (document.body.innerHTML = SCREEN))
afterEach(() => void (document.body.innerHTML = ''))

it('the focus of a notice that is put away is at the heading of what comes next', async () => {
  expect(await goes('#one button', () => at('#one').remove())).toBe('Rendez-vous')
})

it('that of an answer is at what says it now', async () => {
  const said = '<div><p class="banner__title">Vous avez dit : « Je serai là »</p></div>'
  expect(await goes('#answers button', () => void (at('#answers').innerHTML = said))).toMatch('Vous avez dit')
})

it('that of the last of a list is at the one before', async () => {
  expect(await goes('#other button', () => at('#other').remove())).toBe('Ce téléphone')
})

it('where something else has taken it meanwhile it stays there', async () => {
  const to = at('h1')
  to.tabIndex = -1
  const change = () => {
    at('#one').remove()
    to.focus()
  }
  expect(await goes('#one button', change)).toBe('Écran')
})
