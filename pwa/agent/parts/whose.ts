// Whose appointments the list shows: who receives persons herself looks for her own first. The address says it, so that
// what is sent to a colleague shows the same; what was chosen last holds for this tab.
import { useEffect } from 'preact/hooks'
import { tab } from '../../kit/storage'
import { go, href, useRoute } from '../../kit/router'
import { present } from '../session'

/** Every agent's. */
export const ALL = 'all'
const KEPT = 'agent-appointments-of'

const me = () => present().session?.agent?.id

/** An agent's number, or `all`. What another agent chose on this browser does not count. */
function first(): string {
  const { session } = present()
  const [by, chosen] = (tab.get(KEPT) ?? '').split(':')
  if (chosen && by === String(me())) return chosen
  return session?.has_own_day && session.agent ? String(session.agent.id) : ALL
}

export const keepWhose = (agent: string) => tab.set(KEPT, `${me()}:${agent}`)

/** The address's; where it names none, it is made to. */
export function useWhose(): string {
  const { query } = useRoute()
  const named = query.get('agent')
  const whose = named ?? first()
  useEffect(() => {
    if (named || whose === ALL) return
    go(href('appointments', {}, { ...Object.fromEntries(query), agent: whose }), { replace: true })
  }, [named, whose, query])
  return whose
}
