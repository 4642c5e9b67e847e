// Which messages leave for a person as things stand, by what, or why none does: one sentence for every screen.
import { list, t } from '../../kit/i18n'
import { whyOf } from '../../kit/told'
import type { File } from '../api/types'

/** Those who refused our messages still get the codes that they ask for; where no SMS can go, nothing leaves. */
export function leaves({ messaging, silence, channels }: Pick<File, 'messaging' | 'silence' | 'channels'>): string {
  if (messaging !== 'all') return t(`agent.messaging.${messaging}`)
  if (!silence) return t('agent.messaging.by', { channels: list(channels.map((one) => t(`agent.channel.${one}`))) })
  const key = silence.cause === 'opted_out' ? 'agent.messaging.refused' : 'agent.messaging.nothing'
  return t(key, { why: whyOf(silence.reason) })
}
