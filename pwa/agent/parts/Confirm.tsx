// An act that can't be undone asks first, with a word to type when the stakes are high.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { t, textOf } from '../../kit/i18n'
import { Banner, Button, Dialog, takeFocusFirst } from '../../kit/ui'

export interface Asked {
  title: string
  body: ComponentChildren
  /** The word to type, if any. */
  word?: string
  acts: { label: string; run: () => Promise<unknown> }[]
}

function Question({ of, onClose }: { of: Asked; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const isSure = !of.word || typed.trim().toLocaleLowerCase() === of.word.toLocaleLowerCase()
  const run = async (label: string, act: () => Promise<unknown>) => {
    setBusy(label)
    try {
      await act()
      onClose()
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(undefined)
  }
  return (
    <div class="stack">
      {of.body}
      {of.word && (
        <div class="field">
          <label class="fr-label" for="confirm-word">
            {t('agent.confirm.type', { word: of.word })}
          </label>
          <input
            class="fr-input"
            id="confirm-word"
            value={typed}
            autocomplete="off"
            ref={takeFocusFirst}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      )}
      <div role="alert">
        {problem && <Banner kind="danger">{textOf(`errors.${problem.code}`, 'errors.unexpected')}</Banner>}
      </div>
      <div class="row">
        {of.acts.map(({ label, run: act }, index) => (
          <Button
            key={label}
            kind={index === 0 ? 'primary' : 'secondary'}
            isBusy={busy === label}
            isOff={!isSure}
            onClick={() => void run(label, act)}
          >
            {label}
          </Button>
        ))}
        {/* The one that changes nothing has the focus: Enter pressed twice does no harm. */}
        <Button kind="quiet" autofocus={!of.word} onClick={onClose}>
          {t('kit.keep')}
        </Button>
      </div>
    </div>
  )
}

export function Confirm({ asked, onClose }: { asked: Asked | undefined; onClose: () => void }) {
  return (
    <Dialog title={asked?.title ?? ''} isOpen={asked !== undefined} onClose={onClose}>
      {asked && <Question of={asked} onClose={onClose} />}
    </Dialog>
  )
}
