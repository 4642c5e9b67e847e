// Six digits that came by SMS or e-mail, or stand in an application: <CodeField form={form} label=… />, read by codeOf.
import { codeIn } from '../code'
import { Field } from './Field'

function paste(event: ClipboardEvent & { currentTarget: HTMLInputElement }) {
  const code = codeIn(event.clipboardData?.getData('text') ?? '')
  if (!code) return
  event.preventDefault()
  event.currentTarget.value = code
  // As if it had been typed: what was said of the code before is over.
  event.currentTarget.dispatchEvent(new Event('input', { bubbles: true }))
}

/** No `maxLength`: it would cut what is pasted before the code in it. */
export const CodeField = (props: Omit<Parameters<typeof Field>[0], 'name' | 'maxLength'>) => (
  <Field inputMode="numeric" autocomplete="off" required {...props} name="code" onPaste={paste} />
)
