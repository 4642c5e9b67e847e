// A password that one may read while typing it.
import type { InputHTMLAttributes } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../i18n'
import { apart, Around, common, type Labelled } from './Field'

export function PasswordField(props: Labelled & Omit<InputHTMLAttributes, 'label' | 'form' | 'name' | 'type'>) {
  const [isShown, setShown] = useState(false)
  return (
    <Around {...props} optional={!props.required}>
      <div class="password">
        <input
          class="fr-input password__input"
          autocapitalize="none"
          spellcheck={false}
          {...({ ...apart(props), type: isShown ? 'text' : 'password' } as InputHTMLAttributes)}
          {...common(props)}
        />
        <button
          type="button"
          class="password__show"
          data-again
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t('kit.password.show')}
          <span class="unseen"> {t('kit.password.what')}</span>
        </button>
      </div>
    </Around>
  )
}
