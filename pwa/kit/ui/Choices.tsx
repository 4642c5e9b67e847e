// The fields that signing in has none of: apart, so that its screen does not fetch them.
import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes } from 'preact'
import { apart, Around, common, described, errorOf, idOf, refusal, type Labelled } from './Field'

export function TextArea(props: Labelled & Omit<TextareaHTMLAttributes, 'label' | 'form' | 'name'>) {
  return (
    <Around {...props} optional={!props.required}>
      <textarea class="fr-input" rows={3} {...(apart(props) as TextareaHTMLAttributes)} {...common(props)} />
    </Around>
  )
}

export interface Choice {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren
  lang?: string
}

export function CheckField(
  props: Labelled & Pick<InputHTMLAttributes, 'defaultChecked' | 'checked' | 'onChange' | 'required' | 'value'>,
) {
  const error = errorOf(props)
  return (
    <div class={error ? 'field field--refused' : 'field'}>
      <label class="choice" for={idOf(props)}>
        <input {...apart(props)} {...common(props)} type="checkbox" />
        <span>
          {props.label}
          {props.hint && (
            <span class="fr-hint-text" id={`${idOf(props)}-hint`}>
              {props.hint}
            </span>
          )}
        </span>
      </label>
      {error && (
        <p class="field__error" id={`${idOf(props)}-error`}>
          {refusal(error, props)}
        </p>
      )}
    </div>
  )
}

/** For the dialog that it opens in, which gives it the focus: the oldest browsers know the attribute on no other element. */
export const takeFocusFirst = (element: HTMLElement | null) => element?.setAttribute('autofocus', '')

/** One of a few, as large targets (radio buttons). */
export function ChoiceField(
  props: Labelled & {
    options: Choice[]
    value?: string
    /** One begins here: the chosen one, else the first, has the focus when its dialog opens. */
    isFirst?: boolean
    required?: boolean
    onChange?: (value: string) => void
  },
) {
  const error = errorOf(props)
  return (
    <fieldset class={error ? 'field field--refused' : 'field'} aria-describedby={described(props)}>
      <legend class="fr-label">{props.label}</legend>
      {props.hint && (
        <span class="fr-hint-text" id={`${idOf(props)}-hint`}>
          {props.hint}
        </span>
      )}
      {props.options.map(({ value, label, hint, lang }, index) => (
        <label class="choice" key={value}>
          <input
            type="radio"
            name={props.name}
            value={value}
            defaultChecked={value === props.value}
            required={props.required}
            ref={props.isFirst && (props.value ? value === props.value : !index) ? takeFocusFirst : undefined}
            onChange={() => props.onChange?.(value)}
          />
          <span lang={lang}>
            {label}
            {hint && <span class="fr-hint-text">{hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p class="field__error" id={`${idOf(props)}-error`}>
          {refusal(error, props)}
        </p>
      )}
    </fieldset>
  )
}
