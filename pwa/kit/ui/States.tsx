// What stands where data will be: <Skeleton lines={3} />, <EmptyState>, <ErrorState problem reload />.
import type { ComponentChildren } from 'preact'
import type { Problem } from '../call'
import { t, textOf } from '../i18n'
import { Button } from './Button'
import { Icon } from './Icon'

/** Grey lines of the future text's shape; says "loading" once to screen readers. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{t('kit.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="skeleton__line" aria-hidden="true" />
      ))}
    </div>
  )
}

/** Says what will come here, and what to do meanwhile. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  icon?: string
  title: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class="state">
      {icon && <Icon of={icon} size={32} />}
      <p class="state__title">{title}</p>
      {children && <div class="soft">{children}</div>}
    </div>
  )
}

/** What happened, what was kept, what to do. Who may not see it is not asked to try again. */
export function ErrorState({
  problem,
  reload,
  kept,
}: {
  problem: Problem
  reload: () => unknown
  kept?: ComponentChildren
}) {
  return (
    <div class="state" role="alert">
      <p class="state__title">{textOf(`errors.${problem.code}`, 'errors.unexpected')}</p>
      {kept && <div class="soft">{kept}</div>}
      {problem.code !== 'role_may_not' && (
        <Button kind="secondary" onClick={() => void reload()}>
          {t('kit.retry')}
        </Button>
      )}
    </div>
  )
}
