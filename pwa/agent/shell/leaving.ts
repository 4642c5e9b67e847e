// What is half filled is not lost without a question: by a link, by the way back, or with the tab. Nothing is kept of it:
// what one writes of a person stays on no disk (see `useForm`), and the next one at this machine finds none of it.
import { useEffect } from 'preact/hooks'
import { type MessageKey, t } from '../../kit/i18n'
import { guardLeaving } from '../../kit/router'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Of each form the fields that a hand has changed: what a screen sets itself is no loss. */
const edited = new Map<HTMLFormElement, Set<Field>>()
/** Those that were sent: a loss only where they were refused. */
const sent = new WeakSet<HTMLFormElement>()
/** Of a screen whose work is begun without a form being half filled: what to ask. */
let unfinished: MessageKey | undefined
/** Where they stand. */
let here = { url: '', state: null as unknown }

const REFUSED = '[role=alert] > *, .field--refused, [role=group][tabindex]'

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) return true
  if (/checkbox|radio/.test(field.type))
    return (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
  return field.value !== field.defaultValue
}

/** Whether some form on this page holds what would be lost. */
export function isHalfFilled(): boolean {
  for (const [form, fields] of edited) {
    if (!form.isConnected) edited.delete(form)
    else if (sent.has(form) && !form.querySelector(REFUSED)) continue
    else if ([...fields].some((field) => field.isConnected && isChanged(field))) return true
  }
  return false
}

function mayLeave(): boolean {
  const ask = isHalfFilled() ? 'agent.leave.ask' : unfinished
  return !ask || confirm(t(ask))
}

function watch(): void {
  here = { url: location.href, state: history.state }
  guardLeaving(mayLeave)
}

/** While `isBegun`, leaving the screen asks `question` where no form of it does. */
export function useUnfinished(isBegun: boolean, question: MessageKey): void {
  useEffect(() => {
    if (!isBegun) return undefined
    unfinished = question
    watch()
    return () => void (unfinished = undefined)
  }, [isBegun, question])
}

function edit({ target }: Event): void {
  const field = target as Field
  // A list's filters are in its address; who signs in loses nothing.
  if (!field.form?.noValidate || field.closest('.sign-in')) return
  edited.set(field.form, (edited.get(field.form) ?? new Set()).add(field))
  sent.delete(field.form)
  watch()
}

function goBack(event: PopStateEvent): void {
  if (new URL(here.url || location.href).pathname === location.pathname || mayLeave()) return
  event.stopImmediatePropagation()
  history.pushState(here.state, '', here.url)
}

function close(event: BeforeUnloadEvent): void {
  if (isHalfFilled() || unfinished) event.preventDefault()
}

/** Once, and before the router, which draws the screen that the way back leads to. */
export function watchLeaving(): void {
  document.addEventListener('input', edit)
  document.addEventListener('change', edit)
  document.addEventListener('submit', ({ target }) => void sent.add(target as HTMLFormElement), true)
  document.addEventListener('reset', ({ target }) => void edited.delete(target as HTMLFormElement), true)
  addEventListener('popstate', goBack)
  addEventListener('beforeunload', close)
}
