// Uncontrolled forms: the fields keep their own values, FormData reads them, the server's refusals stand beside them.
//   const form = useForm(async (values) => { await api.post(…, { body: { phone: values.text('phone') } }) })
//   <form {...form.props}> <Field form={form} name="phone" … /> <Submit form={form}>…</Submit> <FormProblem form={form} /></form>
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { asProblem, Problem } from './call'
import { writeWestern } from './digits'

export class Values {
  constructor(readonly raw: FormData) {}
  text(name: string): string {
    return String(this.raw.get(name) ?? '').trim()
  }
  /** The text, or undefined when left empty. */
  maybe(name: string): string | undefined {
    return this.text(name) || undefined
  }
  isChecked(name: string): boolean {
    return this.raw.get(name) !== null
  }
  all(name: string): string[] {
    return this.raw.getAll(name).map(String)
  }
}

export interface Form {
  /** Its own, so that labels of two forms never meet. */
  id: string
  props: {
    ref: { current: HTMLFormElement | null }
    noValidate: true
    autocomplete: 'off'
    onInput: (event: Event) => void
    onSubmit: (event: Event) => void
  }
  isBusy: boolean
  problem: Problem | undefined
  /** The code of the refusal of that field, a key under errors.*. */
  errorOf: (name: string) => string | undefined
  /** What was refused is no longer so. */
  forgive: () => void
  /** Sends what the fields hold, as its button would. */
  send: () => Promise<void>
}

/** What the browser itself would refuse, as codes. */
export function browserFields(form: HTMLFormElement): Record<string, string> {
  const refused: Record<string, string> = {}
  // Buttons and groups have a validity too, and are always valid.
  for (const { name, validity } of form.elements as unknown as Iterable<HTMLInputElement>)
    if (name && validity && !validity.valid) refused[name] = validity.valueMissing ? 'required' : 'invalid'
  return refused
}

/** What says its purpose says so while it is empty. From its first character on the browser must not write it to disk for
 * whoever has this machine next: it does so while one types. What a password manager fills in stays as it is. */
function keepOffDisk(field: EventTarget | null): void {
  if (field instanceof HTMLInputElement && !/user|pass|one-/.test(field.autocomplete)) field.autocomplete = 'off'
}

function focusFirst(form: HTMLFormElement | null, problem: Problem) {
  const fields = [...(form?.elements ?? [])] as HTMLInputElement[]
  const field = fields.find(({ name }) => name in problem.fields)
  if (field) return field.focus()
  // Said below what is in view: one goes there. In view the focus stays, to type again.
  const box = form?.querySelector<HTMLElement>('[data-refusal]')
  const at = box?.getBoundingClientRect()
  if (at && (at.top < 0 || at.bottom > innerHeight)) box?.focus()
}

/** A function that `submit` gives back is called at the end, where the form still stands: nobody is fetched back to it. */
export function useForm(submit: (values: Values) => Promise<unknown>): Form {
  const id = useId()
  const ref = useRef<HTMLFormElement>(null)
  const busy = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  async function attempt(form: HTMLFormElement) {
    writeWestern(form.elements)
    for (const field of form.elements) keepOffDisk(field)
    const refused = browserFields(form)
    if (Object.keys(refused)[0]) throw new Problem('form_incomplete', 422, refused)
    const next = await submit(new Values(new FormData(form)))
    if (ref.current && typeof next === 'function') (next as () => void)()
  }

  async function send() {
    const form = ref.current
    // A second tap while the first is under way is the same wish.
    if (busy.current || !form) return
    busy.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      await attempt(form)
    } catch (error) {
      const refused = asProblem(error)
      setProblem(refused)
      requestAnimationFrame(() => focusFirst(ref.current, refused))
    }
    busy.current = false
    setBusy(false)
  }

  /** What was said of a field speaks of what stood there, and of the network of how it was then. The last one to go takes
   * the form's own words with it. */
  function onInput({ target }: Event) {
    keepOffDisk(target)
    const { name } = target as HTMLInputElement
    const said = problem?.fields ?? {}
    if (!problem?.isOffline && !said[name]) return
    const { [name]: _, ...fields } = said
    setProblem(Object.keys(fields)[0] ? new Problem('form_incomplete', 422, fields) : undefined)
  }

  function onSubmit(event: Event) {
    event.preventDefault()
    void send()
  }

  return {
    id,
    // The form's own word is for what has none: text areas and choices.
    props: { ref, noValidate: true, autocomplete: 'off', onInput, onSubmit },
    isBusy,
    problem,
    errorOf: (name) => problem?.fields[name],
    forgive: () => setProblem(undefined),
    send,
  }
}

/** One begins to type at once: this field has the focus when the form comes, in a dialog too (which asks `autofocus`). */
export function useFirstField(form: Form, name: string): void {
  const { ref } = form.props
  useEffect(() => {
    const field = ref.current?.elements.namedItem(name)
    if (!(field instanceof HTMLElement)) return
    field.setAttribute('autofocus', '')
    field.focus()
  }, [ref, name])
}
