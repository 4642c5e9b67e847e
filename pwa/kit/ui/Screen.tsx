// The heading of a screen: names the page, takes the focus when one comes from another screen.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n'
import { hasMoved } from '../router'
import { Icon } from './Icon'
import { back as backIcon } from './icons'

let appName = ''
/** Written after each screen's name in the window's title. */
export const nameTheApp = (name: string) => {
  appName = name
}

export function PageTitle({
  children,
  name,
  back,
  isHidden,
  isNext,
}: {
  children: ComponentChildren
  /** The window's title when `children` is not plain text. */
  name?: string
  /** Address one level up; the phone returns to where the screen was opened from. */
  back?: string
  isHidden?: boolean
  /** The next step at the same address: what had the focus is gone. */
  isNext?: boolean
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const title = name ?? String(children)
  useEffect(() => {
    document.title = `${title} · ${appName}`
  }, [title])
  useEffect(() => {
    if (isNext || hasMoved()) heading.current?.focus({ preventScroll: true })
  }, [isNext])
  return (
    <>
      {back && (
        <a class="back" href={back} rel="prev">
          <Icon of={backIcon} size={20} turns />
          {t('kit.back')}
        </a>
      )}
      <h1 ref={heading} tabIndex={-1} class={isHidden ? 'unseen' : 'page-title'}>
        {children}
      </h1>
    </>
  )
}
