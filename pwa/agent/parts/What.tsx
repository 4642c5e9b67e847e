import type { ComponentChildren } from 'preact'

/** At the head of a page: what it is, as the window's title says; beside it of whom, of which, of when. */
export const What = ({ children }: { children: ComponentChildren }) => <span class="head__what">{children}</span>
