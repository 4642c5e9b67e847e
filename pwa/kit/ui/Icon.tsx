// <Icon of={pin} /> beside a text that says the same; never alone without a label.
export function Icon({ of, size = 24, turns = false }: { of: string; size?: number; turns?: boolean }) {
  return (
    <svg
      class={turns ? 'icon icon--turns' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={of} />
    </svg>
  )
}
