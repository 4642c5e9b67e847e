// What the trade's short names mean, said plainly under the line in which they first stand.
import { t } from '../../kit/i18n'

const WORDS = ['SPIP', 'SAP', 'JAP', 'JAPAT', 'DDSE', 'TIG'] as const

export const shortNames = (...texts: (string | undefined)[]) => {
  const said = new Set(texts.join(' ').match(/[A-Z]{3,}/g))
  return WORDS.filter((word) => said.has(word))
}

export function Explained({ of }: { of: (string | undefined)[] }) {
  const found = shortNames(...of)
  if (found.length === 0) return null
  return (
    <p class="small soft">
      {found.map((word) => t(`app.word.${word.toLowerCase() as Lowercase<typeof word>}`)).join(' ')}
    </p>
  )
}
