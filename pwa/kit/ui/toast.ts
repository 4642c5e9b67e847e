// toast('Fait.')  toast('Retiré.', { label: 'Défaire', run })
export interface Said {
  text: string
  action?: { label: string; run: () => void }
}

export type Close = () => void

/** Where what is said is shown; what comes back takes it away. */
type Listener = (said: Said) => Close

let say: Listener = () => () => undefined

/** Each side has one place for it, from its first drawing on. */
export const onToast = (listener: Listener) => {
  say = listener
}

/** Said aloud and shown for a while; `action`, in the office alone, is typically the undo. Returns what takes it away. */
export const toast = (text: string, action?: Said['action']): Close => say({ text, action })
