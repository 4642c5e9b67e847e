import { afterEach, describe, expect, it } from 'vitest'
import { go } from '../../kit/router'
import type { AppointmentDetail, Task } from '../api/types'
import { setSession } from '../session'
import { appointment, clear, click, draw, serve, SESSION, settle } from '../testing'
import { TaskLine } from './Attention'
import { LegalNotifications } from './LegalNotifications'

const booked = appointment('a')
const task = {
  id: 't',
  kind: 'notify_formally',
  appointment: booked,
  probationer: booked.probationer,
} as unknown as Task
const gone = { isGone: () => false, dismiss: () => undefined, hide: () => undefined, again: () => undefined }
const line = (withName: boolean) =>
  withName ? (
    <TaskLine of={task} gone={gone as never} withName />
  ) : (
    <TaskLine of={{ id: task.id, kind: task.kind }} gone={gone as never} appointment="a" />
  )
const card = () => (
  <LegalNotifications
    of={{ ...booked, legal_notifications: [] } as unknown as AppointmentDetail}
    reload={() => undefined}
  />
)

describe('the task to notify anew', () => {
  afterEach(() => {
    clear()
    history.replaceState(null, '', '/')
  })

  it.each([
    ['the day', true],
    ['the appointment', false],
  ])('leads from %s to the very form in which it is noted', async (_, withName) => {
    setSession(SESSION)
    serve({})
    const link = (await draw(line(withName))).querySelector<HTMLAnchorElement>('a[href*="note=1"]')
    expect(link?.textContent).toContain('Noter une notification')
    history.replaceState(null, '', link!.getAttribute('href'))
    const page = await draw(card())
    expect(page.querySelector('dialog[open] select[name=way]')).not.toBeNull()
  })

  it('says nothing of how it was notified before anybody does', async () => {
    setSession(SESSION)
    const asked = serve({})
    history.replaceState(null, '', '/agent/rendez-vous/a?note=1')
    const page = await draw(card())
    expect(page.querySelector('select')?.value).toBe('')
    page.querySelector('form')!.requestSubmit()
    await settle()
    expect([asked, page.querySelectorAll('.field__error').length]).toEqual([[], 1])
  })

  it('opens it also where one stands on that page already, and closed it is not opened by the way back', async () => {
    setSession(SESSION)
    history.replaceState(null, '', '/agent/rendez-vous/a')
    const page = await draw(card())
    expect(page.querySelector('dialog[open]')).toBeNull()
    go('/agent/rendez-vous/a?note=1')
    await settle()
    expect(page.querySelector('dialog[open] select[name=way]')).not.toBeNull()
    await click(page.querySelector('dialog[open] button'))
    expect(page.querySelector('dialog[open]')).toBeNull()
    expect(location.search).toBe('')
  })
})
