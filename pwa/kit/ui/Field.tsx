// Fields of a form: label, hint, and the server's refusal beside them, tied for screen readers.
// Field | SelectField, and in Choices.tsx TextArea | CheckField | ChoiceField; all take `form` (form.ts) and `name`.
import type { ComponentChildren, InputHTMLAttributes, SelectHTMLAttributes } from 'preact'
import type { Form } from '../form'
import { t, textOf, type MessageKey } from '../i18n'
import { refusalText } from '../refusal'
import { Banner } from './Banner'

type Expected = MessageKey extends infer K ? (K extends `expected.${infer Name}` ? Name : never) : never

export interface Labelled {
  form?: Form
  name: string
  label: ComponentChildren
  hint?: ComponentChildren
  /** A code when the form is not a `Form`. */
  error?: string
  /** What the field wants, in a sentence of its own (`expected.…`), where its name alone does not say which. */
  expected?: Expected
}

/** One page may hold two forms with a field of the same name. */
export const idOf = ({ form, name }: Pick<Labelled, 'form' | 'name'>) => `field-${form?.id ?? ''}-${name}`
export const errorOf = ({ form, name, error }: Pick<Labelled, 'form' | 'name' | 'error'>) =>
  error ?? form?.errorOf(name)

/** The text of a field's refusal; left empty or not as it must be (`required`, `invalid`): what it wants. */
export const refusal = (code: string, { name, expected }: { name: string; expected?: Expected }) =>
  textOf(`errors.${code}`, `expected.${expected ?? name}` as MessageKey)

export const described = (props: Labelled) =>
  [props.hint && `${idOf(props)}-hint`, errorOf(props) && `${idOf(props)}-error`].filter(Boolean).join(' ') || undefined

export function Around({
  children,
  optional,
  ...props
}: Labelled & { children: ComponentChildren; optional: boolean }) {
  const error = errorOf(props)
  return (
    <div class={error ? 'field field--refused' : 'field'}>
      <label class="fr-label" for={idOf(props)}>
        {props.label}
        {optional && <span class="soft"> {t('kit.optional')}</span>}
        {props.hint && (
          <span class="fr-hint-text" id={`${idOf(props)}-hint`}>
            {props.hint}
          </span>
        )}
      </label>
      {children}
      {error && (
        <p class="field__error" id={`${idOf(props)}-error`}>
          {refusal(error, props)}
        </p>
      )}
    </div>
  )
}

export const common = (props: Labelled) => ({
  id: idOf(props),
  name: props.name,
  'aria-describedby': described(props),
  'aria-invalid': errorOf(props) ? (true as const) : undefined,
})

export const apart = <P extends Labelled>({
  form: _form,
  name: _name,
  label: _label,
  hint: _hint,
  error: _error,
  expected: _expected,
  ...rest
}: P) => rest

export function Field(props: Labelled & Omit<InputHTMLAttributes, 'label' | 'form' | 'name'>) {
  return (
    <Around {...props} optional={!props.required}>
      <input class="fr-input" type="text" {...(apart(props) as InputHTMLAttributes)} {...common(props)} />
    </Around>
  )
}

export function SelectField(
  props: Labelled & { options: { value: string; label: string }[]; empty?: string } & Omit<
      SelectHTMLAttributes,
      'label' | 'form' | 'name'
    >,
) {
  // A select has no default value of its own: the chosen option says it.
  const { options, empty, defaultValue, ...rest } = props
  return (
    <Around {...rest} optional={!props.required}>
      <select class="fr-select" {...(apart(rest) as SelectHTMLAttributes)} {...common(props)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(({ value, label }) => (
          <option key={value} value={value} selected={defaultValue === undefined ? undefined : value === defaultValue}>
            {label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** What the whole form was refused for, said aloud. What stands beside a field is not said a second time. */
export function FormProblem({ form }: { form: Form }) {
  const { problem } = form
  const isBeside = Object.keys(problem?.fields ?? {}).some((name) => form.props.ref.current?.elements.namedItem(name))
  return (
    // Beside red fields it is for the ear alone: seen, it would push the button from under a second tap.
    <div role="alert" class={isBeside ? 'unseen' : ''} tabIndex={-1} data-refusal>
      {problem && <Banner kind="danger">{isBeside ? t('errors.form_incomplete') : refusalText(problem)}</Banner>}
    </div>
  )
}
