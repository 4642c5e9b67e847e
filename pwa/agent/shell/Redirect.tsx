import { useEffect } from 'preact/hooks'
import { go, href } from '../../kit/router'

export function Redirect({ to }: { to: string }) {
  useEffect(() => go(href(to), { replace: true }), [to])
  return null
}
