import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { t, textOf } from '../../kit/i18n'
import { Button } from '../../kit/ui'

/** The next page of a list, asked by the person: no list grows by itself on a small data plan. */
export function useMore<T>(
  first: { items: T[]; next?: string | null } | undefined,
  fetch: (cursor: string) => Promise<{ items: T[]; next?: string | null }>,
) {
  const [pages, setPages] = useState<{ items: T[]; next?: string | null }[]>([])
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const next = (pages[pages.length - 1] ?? first)?.next
  const more = async (cursor: string) => {
    setBusy(true)
    try {
      const page = await fetch(cursor)
      setPages((former) => [...former, page])
      setProblem(undefined)
    } catch (error) {
      setProblem(asProblem(error).code)
    }
    setBusy(false)
  }
  const button = next ? (
    <Button kind="quiet" isWide isBusy={isBusy} onClick={() => void more(next)}>
      {t('app.more')}
    </Button>
  ) : null
  return {
    items: [...(first?.items ?? []), ...pages.flatMap(({ items }) => items)],
    button: (
      <>
        {problem && (
          <p role="alert" class="field__error">
            {textOf(`errors.${problem}`, 'errors.unexpected')}
          </p>
        )}
        {button}
      </>
    ),
  }
}
