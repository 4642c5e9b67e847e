import { t, type MessageKey } from '../../kit/i18n'
import { Dialog } from '../../kit/ui'

const GROUPS: { title: MessageKey; keys: [string, MessageKey][] }[] = [
  {
    title: 'agent.keys.everywhere',
    keys: [
      ['Ctrl K', 'agent.keys.search'],
      ['N', 'agent.keys.new'],
      ['A', 'agent.keys.today'],
      ['U', 'agent.keys.undo'],
      ['?', 'agent.keys.help'],
    ],
  },
  {
    title: 'agent.keys.day',
    keys: [
      ['J ↓', 'agent.keys.next'],
      ['K ↑', 'agent.keys.previous'],
      ['V', 'agent.keys.came'],
      ['M', 'agent.keys.missed'],
      ['E', 'agent.keys.excused'],
      ['↵', 'agent.keys.open'],
    ],
  },
  {
    title: 'agent.keys.booking',
    keys: [
      ['Ctrl ↵', 'agent.keys.book'],
      ['1 2 4', 'agent.keys.weeks'],
      ['← →', 'agent.keys.seats'],
    ],
  },
]

export function Shortcuts({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={t('agent.keys.title')} isOpen={isOpen} onClose={onClose}>
      <div class="stack">
        {GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3 class="small soft">{t(title)}</h3>
            <dl class="keys">
              {keys.map(([key, text]) => (
                <div class="keys__line" key={key}>
                  <dt>
                    {key.split(' ').map((one) => (
                      <kbd class="kbd" key={one}>
                        {one}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{t(text)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p class="soft small">{t('agent.keys.off')}</p>
      </div>
    </Dialog>
  )
}
