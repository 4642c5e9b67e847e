// Put before a side's own scripts, by `walk-state`: what the API answers becomes full of work, empty or a failure; or
// work is there and every act is refused.
;(() => {
  const real = window.fetch
  const ALL = ['move', 'cancel', 'excuse', 'outcome']
  const HOW = [
    { state: 'booked', may: ALL },
    { state: 'missed', may: ['undo'], reason_told: '' },
    { state: 'came', may: ['undo'] },
    { state: 'booked', may: ['excuse', 'move'] },
  ]
  let turn = 0
  const full = (value) => {
    if (Array.isArray(value)) return value.map(full)
    if (value === null || typeof value !== 'object') return value
    const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, full(one)]))
    return 'starts_at' in value && 'may' in value ? { ...inner, ...HOW[turn++ % HOW.length] } : inner
  }
  const empty = (value) =>
    Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, Array.isArray(one) && name !== 'may' ? [] : one]),
    )
  const json = (body, status = 200) => Response.json(body, { status })

  window.fetch = async (asked, options) => {
    const { pathname } = new URL(asked.url ?? asked, location.href)
    const state = localStorage.getItem('walk-state')
    const isRead = /^\/api\/(agent|probationer)\//.test(pathname) && !pathname.endsWith('/session')
    if (isRead && state === 'failing') return json({ code: 'unexpected', fields: {} }, 500)
    const method = (asked.method ?? options?.method ?? 'GET').toUpperCase()
    if (isRead && state === 'refusing' && method !== 'GET' && !pathname.endsWith('/preview'))
      return json({ code: 'agent_busy', fields: {} }, 409)
    const answer = await real(asked, options)
    if (!isRead || !state || !answer.headers.get('content-type')?.includes('json')) return answer
    return json((state === 'empty' ? empty : full)(await answer.json()), answer.status)
  }
})()
