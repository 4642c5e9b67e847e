// The words behind signing in: the second half of each catalogue, fetched with the screens that say them.
import { alsoFrom, type Catalogues } from '../kit/i18n'

const REST: Catalogues = {
  fr: () => import('messages/fr-rest'),
  en: () => import('messages/en-rest'),
  ar: () => import('messages/ar-rest'),
}

export const allWords = () => alsoFrom(REST)
