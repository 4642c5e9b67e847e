// One choice for screens and messages: the phone's and the file's follow each other.
import { chosenLanguage, LANGUAGES, setLanguage, type Language } from '../kit/i18n'
import type { Session } from './api'
import { known } from './session'

/** Without network the screens turn at once; file, places and types follow when it is back. */
async function tell(language: Language): Promise<void> {
  const { perform } = await import('./acts')
  await perform({ act: 'details', changes: { language } })
}

export async function choose(code: Language): Promise<void> {
  await setLanguage(code)
  if (known.value) await tell(code).catch(() => undefined)
}

/** After signing in: what was chosen on this phone wins, else what the file says. */
export async function agree({ language }: Pick<Session, 'language'>): Promise<void> {
  const chosen = chosenLanguage()
  const filed = LANGUAGES.find(({ code }) => code === language)?.code
  if (chosen && chosen !== filed) await tell(chosen).catch(() => undefined)
  if (!chosen && filed) await setLanguage(filed, { isChosen: false })
}
