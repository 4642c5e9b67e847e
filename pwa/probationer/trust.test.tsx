import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { setLanguage } from '../kit/i18n'
import { forget, keepCopiesIn } from '../kit/load'
import { startRouter } from '../kit/router'
import { api } from './api'
import { copiesFor } from './copies'
import { memoryCaches } from './memory'
import { Waiting } from './parts/Waiting'
import { useHome } from './reading'
import { Trust } from './screens/Trust'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const CONTACT = {
  id: 't',
  name: 'Sacha SPECIMEN',
  relation: 'family',
  address: '•• 42',
  state: 'active',
  answer_until: null,
  may_ask_again: false,
}
const HOME = { now: new Date().toISOString(), upcoming: [], notices: [], push: { active: true } }

function draw(screen: preact.JSX.Element): HTMLElement {
  document.body.innerHTML = '<div id="app"></div>'
  const box = document.querySelector<HTMLElement>('#app')!
  act(() => render(screen, box))
  return box
}

const Opening = () => <p>{useHome().data ? 'home' : ''}</p>

beforeEach(async () => {
  vi.restoreAllMocks()
  vi.stubGlobal('caches', memoryCaches())
  forget()
  keepCopiesIn(copiesFor(() => 30))
  startRouter([{ name: 'me', path: '/moi', screen: Waiting }])
  await setLanguage('fr')
})

describe('the contacts of trust', () => {
  it('are readable without network, though their screen was never opened', async () => {
    vi.spyOn(api, 'get').mockImplementation((async (path: string) => {
      if (path.endsWith('/home')) return HOME
      return path.endsWith('trusted-contacts') ? { items: [CONTACT], hindrance: null } : { items: [] }
    }) as never)
    draw(<Opening />)
    // Home, and what stands behind the tabs.
    await vi.waitFor(async () => expect(await (await caches.open('copies')).keys()).toHaveLength(6))
    forget()
    vi.spyOn(api, 'get').mockRejectedValue(new Problem('offline'))
    const box = draw(<Trust />)
    await vi.waitFor(() => expect(box.textContent).toContain('Sacha SPECIMEN'))
  })
})
