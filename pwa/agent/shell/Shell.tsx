// The frame of every screen: where one is, how to find somebody, how to book.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { plural, t } from '../../kit/i18n'
import { go, href, useRoute } from '../../kit/router'
import { Button, Dialog, Icon } from '../../kit/ui'
import { device, menu, plus, search } from '../../kit/ui/icons'
import { may, usePresence } from '../session'
import { useAttention, useWaiting } from './attention'
import { Kbd } from './Kbd'
import { useChord, useKeys } from './keys'
import { Offline } from './Offline'
import { forMe, OWN, type PageLink, SERVICE, WORK } from './pages'
import { Palette, type Purpose } from './Palette'
import { Shortcuts } from './Shortcuts'
import { SpentCodes } from './SpentCodes'

/** The page of the navigation that the present screen belongs to. */
const SECTIONS: Record<string, string> = {
  file: 'people',
  new_file: 'people',
  edit_file: 'people',
  book: 'people',
  appointment: 'appointments',
  move: 'appointments',
  agenda: 'agendas',
  place: 'places',
  new_place: 'places',
}

function Links({ pages, here }: { pages: PageLink[]; here: string }) {
  const attention = useAttention()
  return (
    <ul class="nav__list">
      {forMe(pages).map(({ name, label, icon }) => (
        <li key={name}>
          <a class="nav__link" href={href(name)} aria-current={here === name ? 'page' : undefined}>
            <Icon of={icon} size={20} />
            <span class="nav__label">{t(label)}</span>
            {name === 'today' && attention > 0 && (
              <span class="count count--note">
                <span aria-hidden="true">{attention}</span>
                <span class="unseen">{plural('agent.nav.waiting', attention)}</span>
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Nav({ label }: { label: string }) {
  const { route } = useRoute()
  const { session } = usePresence()
  const here = SECTIONS[route?.name ?? ''] ?? route?.name ?? ''
  return (
    <nav class="nav" aria-label={label}>
      <Links pages={WORK} here={here} />
      <p class="nav__service">{session?.organisation?.name}</p>
      <Links pages={SERVICE} here={here} />
      <div class="nav__own">
        <Links pages={OWN} here={here} />
      </div>
    </nav>
  )
}

/** Only where it exists: the phone that shows what was sent. */
function DemoLink() {
  const { session } = usePresence()
  return session?.environment === 'demo' ? (
    <a class="side__demo" href="/demo/phone" target="_blank" rel="noopener">
      <Icon of={device} size={20} /> {t('agent.demo_phone')}
    </a>
  ) : null
}

function TopBar({ onFind, onMenu }: { onFind: (purpose: Purpose) => void; onMenu: () => void }) {
  return (
    <header class="top">
      <button
        type="button"
        class="icon-button top__menu"
        aria-label={t('agent.nav.menu')}
        aria-haspopup="dialog"
        onClick={onMenu}
      >
        <Icon of={menu} />
      </button>
      <button type="button" class="find" aria-haspopup="dialog" onClick={() => onFind('open')}>
        <Icon of={search} size={20} />
        <span class="find__words">{t('agent.find.invite')}</span>
        <span class="find__key">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {may('book') && (
        <Button icon={plus} aria-haspopup="dialog" onClick={() => onFind('book')}>
          <span class="top__new">{t('agent.find.new')}</span>
          <Kbd>N</Kbd>
        </Button>
      )}
    </header>
  )
}

export function Shell({ children }: { children: ComponentChildren }) {
  const [purpose, setPurpose] = useState<Purpose | undefined>()
  const [opened, setOpened] = useState<'menu' | 'keys' | undefined>()
  const { path, params, route } = useRoute()
  useEffect(() => setOpened(undefined), [path])
  useWaiting(may('view_files') && route?.name !== 'today')
  useChord('k', () => setPurpose('open'))
  useKeys({
    n: () => {
      if (!may('book')) return
      if (route?.name === 'file') go(href('book', { id: params.id ?? '' }))
      else setPurpose('book')
    },
    a: () => go(href('today')),
    '?': () => setOpened('keys'),
  })
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('kit.skip')}
      </a>
      <aside class="side">
        <a class="brand" href={href('today')}>
          {t('agent.brand')}
        </a>
        <Nav label={t('agent.nav.label')} />
        <DemoLink />
        <button type="button" class="link-button side__keys" onClick={() => setOpened('keys')}>
          {t('agent.keys.title')}
          <Kbd>?</Kbd>
        </button>
      </aside>
      <div class="body">
        <TopBar onFind={setPurpose} onMenu={() => setOpened('menu')} />
        <Offline />
        <SpentCodes />
        <main id="main" class="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Dialog title={t('agent.brand')} isOpen={opened === 'menu'} onClose={() => setOpened(undefined)}>
        <Nav label={t('agent.nav.label')} />
      </Dialog>
      <Shortcuts isOpen={opened === 'keys'} onClose={() => setOpened(undefined)} />
      <Palette purpose={purpose} onClose={() => setPurpose(undefined)} />
    </div>
  )
}
