import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import type { Health } from '../api/types'
import { clear, draw, Refusal, serve } from '../testing'
import HealthScreen from './Health'

const health = (changes: Partial<Health> = {}): Health => ({
  now: '2026-11-24T09:00:00Z',
  counted_at_most: 2000,
  alarms: [],
  waiting: [],
  rates: [],
  signs: [],
  gateways: [],
  stuck: { retrying: 0, doubtful: 0, lapsed: 0, held_over: 0, unmatched: 0, incoming: 0, unsettled: 0 },
  codes: { hour: 3, hour_budget: 500, day: 20, day_budget: 3000, used: null },
  ...changes,
})

describe('the operators’ page', () => {
  beforeEach(forget)
  afterEach(clear)

  it('says that all is well', async () => {
    serve({ 'GET health': () => health() })
    const page = await draw(<HealthScreen />)
    expect(page.textContent).toContain('Tout va bien')
    expect(page.textContent).toContain('Rien n’attend.')
    expect(page.textContent).toContain('3 sur 500')
  })

  it('names what sounds, where, and what to do', async () => {
    const alarms = [
      { name: 'silent', where: 'messages_count_the_minutes', urgent: false },
      { name: 'codes_late', where: 'sms', urgent: true },
      { name: 'gateway_open', where: 'link_mobility', urgent: true },
      { name: 'codes_exhausted', where: 'hour', urgent: true },
    ]
    serve({ 'GET health': () => health({ alarms }) })
    const page = await draw(<HealthScreen />)
    for (const words of [
      'Ne donne plus signe · Compter les envois',
      'Des codes de connexion n’arrivent pas · SMS',
      'mis de côté · LINK Mobility',
      'Plus de codes par SMS · sur une heure',
    ])
      expect(page.textContent).toContain(words)
    expect(page.querySelectorAll('.banner--danger')).toHaveLength(3)
  })

  it('counts what waits and what left, and stops counting where it helps nobody', async () => {
    const waiting = [{ lane: 'bulk' as const, channel: 'sms' as const, due: 2000, late: 12, oldest_seconds: 5700 }]
    const rates = [
      {
        lane: 'bulk' as const,
        channel: 'push' as const,
        gateway: 'web_push',
        accepted: 40,
        delivered: 30,
        failed: 2,
        unconfirmed: 0,
        expired: 0,
        lapsed: 0,
        in_time: 1,
        prompt: 0.759,
        reasons: { push_gone: 2 },
      },
    ]
    serve({ 'GET health': () => health({ waiting, rates }) })
    const text = (await draw(<HealthScreen />)).textContent
    for (const words of [
      'notification · services de notification',
      'ou plus',
      'En retard : 12',
      'depuis 1 h 35 min',
      'Envoyés : 40 · arrivés : 30 · échoués : 2',
      'Affichées en 5 minutes : 75 %',
      'notifications coupées sur l’appareil (2)',
    ])
      expect(text?.replaceAll('\u00A0', ' ').replaceAll('\u202F', ' ')).toContain(words)
  })

  it('says which job never ran', async () => {
    const signs = [
      { name: 'sender', is_job: false, at: '2026-11-24T09:00:00Z', every_seconds: 5, overdue: false },
      { name: 'files_announce_and_archive', is_job: true, at: null, every_seconds: 86_400, overdue: true },
    ]
    serve({ 'GET health': () => health({ signs }) })
    const text = (await draw(<HealthScreen />)).textContent
    expect(text).toContain('Envoi des messages')
    expect(text).toContain('prévu toutes les 5 secondes')
    expect(text).toContain('prévu chaque jour')
    expect(text).toMatch(/Annoncer et archiver les dossiers\s*En retard\s*Jamais encore/)
  })

  it('says so when this agent may not', async () => {
    serve({ 'GET health': () => new Refusal(403, 'role_may_not') })
    const alert = (await draw(<HealthScreen />)).querySelector('[role=alert]')
    expect(alert).not.toBeNull()
    expect(alert?.querySelector('button'), 'to try again would change nothing').toBeNull()
  })
})
