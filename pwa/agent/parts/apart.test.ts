import { expect, it } from 'vitest'
import { setLanguage } from '../../kit/i18n'
import type { Agenda } from '../api/types'
import { apart } from './apart'

const agenda = (name: string, place: number, agent?: string): Agenda => ({
  id: 1,
  name,
  place: { id: place, name: 'Accueil', full_name: `Accueil ${place}`, organisation: { id: place, name: '' } },
  agent: agent ? { id: 1, name: agent } : null,
})
const names = (...of: Agenda[]) => apart(of).map(({ name }) => name)

it('agendas of one name are told apart by what they differ in', async () => {
  await setLanguage('fr')
  const [one, other] = [agenda('Entretiens', 1), agenda('Entretiens', 2)]
  expect(names(one, agenda('Groupe', 1))).toEqual(['Entretiens', 'Groupe'])
  expect(names(one, other, agenda('Groupe', 2))).toEqual(['Entretiens (Accueil 1)', 'Entretiens (Accueil 2)', 'Groupe'])
  expect(names(one, agenda('Entretiens', 1, 'Anne EXEMPLE'))).toEqual([
    'Entretiens (Partagé par le service)',
    'Entretiens (Anne EXEMPLE)',
  ])
  expect(names(one, other, agenda('Entretiens', 1, 'Anne EXEMPLE'))).toEqual([
    'Entretiens (Accueil 1 et Partagé par le service)',
    'Entretiens (Accueil 2 et Partagé par le service)',
    'Entretiens (Accueil 1 et Anne EXEMPLE)',
  ])
  expect(names(one, agenda('Entretiens', 1))).toEqual(['Entretiens (1)', 'Entretiens (2)'])
})
