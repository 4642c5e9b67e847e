/** The key to press, drawn as a key; said by the help, so unsaid here. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd class="kbd" aria-hidden="true">
      {children}
    </kbd>
  )
}
