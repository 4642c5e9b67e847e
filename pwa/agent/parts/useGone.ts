// What an agent has dealt with leaves the list before the server has answered.
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { textOf } from '../../kit/i18n'
import { toast } from '../../kit/ui'
import type { Morning } from '../api/types'

/** Gone from the list at once; back, with the reason, when the server refuses. */
export function useGone(again: () => unknown = () => undefined) {
  const [gone, setGone] = useState<Set<string>>(new Set())
  const dismiss = (key: string, act: () => Promise<unknown>, text: string) => {
    setGone((was) => new Set(was).add(key))
    act().then(
      () => toast(text),
      (error) => {
        setGone((was) => new Set([...was].filter((one) => one !== key)))
        toast(textOf(`errors.${asProblem(error).code}`, 'errors.unexpected'))
      },
    )
  }
  const hide = (key: string) => setGone((was) => new Set(was).add(key))
  return { isGone: (key: string) => gone.has(key), dismiss, hide, again }
}
export type Gone = ReturnType<typeof useGone>

const KEYS = {
  answers: 'answer',
  replies: 'reply',
  tasks: 'task',
  second_files: 'second',
  trusted_contacts: 'contact',
  contact_changes: 'change',
} as const

/** How many of each list still wait, those that were not sent along too. */
export function leftOf(of: Morning, gone: Gone): Morning['counts'] {
  const left = { ...of.counts }
  for (const name of Object.keys(KEYS) as (keyof typeof KEYS)[])
    left[name] -= of[name].filter((one) => gone.isGone(`${KEYS[name]}:${one.id}`)).length
  return left
}
