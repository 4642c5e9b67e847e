import { useKeysOn } from './keys'

/** Under a finger, with no mouse: there is no key to press either. */
const isTouched = () => matchMedia('(pointer: coarse)').matches

/** The key to press, drawn as a key; said by the help, so unsaid here. Turned off, a key alone does nothing: it is not drawn. */
export function Kbd({ children }: { children: string }) {
  const isOn = useKeysOn()
  if ((!isOn && children.length === 1) || isTouched()) return null
  return (
    <kbd class="kbd" aria-hidden="true">
      {children}
    </kbd>
  )
}
