// What stands around every screen: name, language (the first control), the screen, four tabs within a thumb's reach.
import type { ComponentChildren } from 'preact'
import { language, LANGUAGES, number, plural, t, type Language } from '../../kit/i18n'
import { href, useRoute } from '../../kit/router'
import { Icon } from '../../kit/ui'
import { bell, calendar, globe, home, person } from '../../kit/ui/icons'
import { unkept } from '../keeping'
import { choose } from '../language'
import { useSignal } from '../signal'
import { unread } from '../unread'
import { Toast } from './Toast'

function LanguageChoice() {
  return (
    <label class="language">
      <Icon of={globe} size={20} />
      <span class="unseen">{t('kit.language')}</span>
      <select
        class="language__select"
        value={language()}
        onChange={(event) => void choose(event.currentTarget.value as Language)}
      >
        {LANGUAGES.map(({ code, own }) => (
          <option key={code} value={code} lang={code}>
            {own}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Before signing in all three stand side by side: who reads only one of them must not have to look for it. */
function Languages() {
  return (
    <div class="languages" role="group" aria-label={t('kit.language')}>
      {LANGUAGES.map(({ code, own, dir }) => (
        <button
          key={code}
          type="button"
          class="languages__one"
          lang={code}
          dir={dir}
          aria-pressed={code === language()}
          onClick={() => void choose(code)}
        >
          {own}
        </button>
      ))}
    </div>
  )
}

/** Two by two: with large letters the second pair stands under the first. */
const TABS = [
  [
    { name: 'home', icon: home, label: 'app.tab.home' },
    { name: 'appointments', icon: calendar, label: 'app.tab.appointments' },
  ],
  [
    { name: 'messages', icon: bell, label: 'app.tab.messages' },
    { name: 'me', icon: person, label: 'app.tab.me' },
  ],
] as const

const isOf = (tab: string, path: string) => (tab === '/' ? path === '/' : path.startsWith(tab))

/** How many notifications nobody looked at: on this phone, for the person's own eyes. */
function New() {
  const n = useSignal(unread)
  if (n === 0) return null
  return (
    <span class="tabbar__new">
      <span aria-hidden="true">{number(n)}</span>
      <span class="unseen">{plural('app.tab.messages_new', n)}</span>
    </span>
  )
}

function Tabs() {
  const { path } = useRoute()
  return (
    <nav class="tabbar" aria-label={t('app.tab.label')}>
      {TABS.map((pair) => (
        <div key={pair[0].name} class="tabbar__pair">
          {pair.map(({ name, icon, label }) => (
            <a
              key={name}
              class="tabbar__tab"
              href={href(name)}
              aria-current={isOf(href(name), path) ? 'page' : undefined}
            >
              <Icon of={icon} />
              <span>{t(label)}</span>
              {name === 'messages' && <New />}
            </a>
          ))}
        </div>
      ))}
    </nav>
  )
}

export function Frame({ isBare, children }: { isBare?: boolean; children: ComponentChildren }) {
  const isUnkept = useSignal(unkept)
  return (
    <>
      <a class="skip" href="#main">
        {t('kit.skip')}
      </a>
      <header class="top">
        <a class="top__name" href="/">
          {t('app.name')}
        </a>
        {isBare ? <Languages /> : <LanguageChoice />}
      </header>
      <main id="main" class={isBare ? 'main main--bare' : 'main'}>
        {isUnkept && <p class="strip">{t('app.unkept')}</p>}
        {children}
      </main>
      {!isBare && <Tabs />}
      <Toast />
    </>
  )
}
