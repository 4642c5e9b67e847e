import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { setLanguage, t } from '../../kit/i18n'
import type { PlaceDetail } from '../api/types'
import { InMessages } from './PlaceForm'

const drawn = (of: Pick<PlaceDetail, 'in_messages' | 'warnings'>) => {
  document.body.innerHTML = '<div id="app"></div>'
  act(() => render(<InMessages of={of as PlaceDetail} />, document.querySelector('#app')!))
  return document.querySelector('#app')!.textContent
}

beforeEach(() => setLanguage('fr'))

it('shows what messages will say of the place', () => {
  expect(drawn({ in_messages: 'Maison EXEMPLE, 12 rue Haute, Nanterre', warnings: [] })).toBe(
    'Dans les SMS«\u00A0Maison EXEMPLE, 12 rue Haute, Nanterre\u00A0»',
  )
})

it('says each thing that they will not say', () => {
  const said = drawn({ in_messages: 'Maison EXEMPLE, Nanterre', warnings: ['address_not_said', 'signs_cost'] })
  expect(said).toContain(t('agent.place.warning.address_not_said'))
  expect(said).toContain(t('agent.place.warning.signs_cost'))
})
