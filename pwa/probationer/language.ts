// One choice for screens and messages: the phone's and the file's follow each other.
import { chosenLanguage, LANGUAGES, setLanguage, type Language } from '../kit/i18n'
import { tellTaken } from './acts'
import { api, type Session } from './api'
import { known } from './session'

/** Without network the screens turn at once; the file follows at the next choice. */
async function tell(code: Language): Promise<void> {
  try {
    await api.patch('/api/probationer/me', { body: { language: code } })
    tellTaken()
  } catch {
    // The words of places and types stay in the former language until the network is back.
  }
}

export async function choose(code: Language): Promise<void> {
  await setLanguage(code)
  if (known.value) await tell(code)
}

/** After signing in: what was chosen on this phone wins, else what the file says. */
export async function agree({ language }: Pick<Session, 'language'>): Promise<void> {
  const chosen = chosenLanguage()
  const filed = LANGUAGES.find(({ code }) => code === language)?.code
  if (chosen && chosen !== filed) await tell(chosen)
  if (!chosen && filed) await setLanguage(filed, { isChosen: false })
}
