// The information notice: what is kept, why, for how long, with whom, and the person's rights.
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Card, PageTitle } from '../../kit/ui'
import { known } from '../session'

const PARTS = ['why', 'what', 'who', 'how_long', 'rights', 'phone', 'access'] as const

export function Legal() {
  return (
    <>
      <PageTitle back={known.value ? href('me') : '/'}>{t('app.legal.title')}</PageTitle>
      <div class="stack">
        {PARTS.map((part) => (
          <Card key={part} title={t(`app.legal.${part}`)}>
            <p>{t(`app.legal.${part}_words`)}</p>
          </Card>
        ))}
      </div>
    </>
  )
}
