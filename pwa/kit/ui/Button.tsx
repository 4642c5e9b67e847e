// One action of first rank a screen: <Button>, the others kind="secondary" | "quiet" | "danger".
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ComponentChildren } from 'preact'
import type { Form } from '../form'
import { t } from '../i18n'
import { Icon } from './Icon'

export type Kind = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  kind?: Kind
  icon?: string
  isWide?: boolean
  isSmall?: boolean
  children: ComponentChildren
}

const KINDS: Record<Kind, string> = {
  primary: 'fr-btn',
  secondary: 'fr-btn fr-btn--secondary',
  quiet: 'fr-btn fr-btn--tertiary',
  danger: 'fr-btn button--danger',
}

const look = ({ kind = 'primary', isWide, isSmall }: Omit<Look, 'children'>) =>
  `${KINDS[kind]}${isWide ? ' button--wide' : ''}${isSmall ? ' button--small' : ''}`

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes, 'icon' | 'class' | 'disabled'> & { isBusy?: boolean; isOff?: boolean }

/** While busy it stays where it is, keeps the focus and does nothing. */
export function Button({ kind, icon, isWide, isSmall, isBusy, isOff, children, onClick, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      class={look({ kind, isWide, isSmall })}
      aria-disabled={isBusy || isOff || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy || isOff ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon of={icon} size={20} />}
      <span>{isBusy ? t('kit.busy') : children}</span>
    </button>
  )
}

type LinkProps = Look &
  Pick<AnchorHTMLAttributes, 'target' | 'rel' | 'download' | 'onClick' | 'aria-label' | 'id' | 'hreflang'> & {
    href: string
  }

export function LinkButton({ kind, icon, isWide, isSmall, children, ...rest }: LinkProps) {
  return (
    <a {...rest} class={look({ kind, isWide, isSmall })}>
      {icon && <Icon of={icon} size={20} />}
      <span>{children}</span>
    </a>
  )
}

export function Submit({ form, ...props }: Look & { form: Form; name?: string; value?: string; onClick?: () => void }) {
  return <Button {...props} type="submit" isBusy={form.isBusy} />
}
