import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { go, href, type ScreenProps } from '../../kit/router'
import { Banner, Button, ErrorState, PageTitle, Skeleton, toast } from '../../kit/ui'
import { archivePlace, getPlace } from '../api/calls'
import type { PlaceDetail } from '../api/types'
import { type Asked, Confirm } from '../parts/Confirm'
import { What } from '../parts/What'
import { Directions } from '../places/Directions'
import { Items } from '../places/Items'
import { PhotoField } from '../places/PhotoField'
import { PlaceEditor } from '../places/PlaceEditor'
import { InMessages } from '../places/PlaceForm'
import { may } from '../session'

function ReadOnly({ of }: { of: PlaceDetail }) {
  return (
    <div class="card stack--small">
      <Banner kind="info">{t('agent.place.elsewhere', { service: of.organisation.name })}</Banner>
      <address>
        {of.address}
        <br />
        {of.postcode} {of.city}
      </address>
      <p>{of.inside.fr}</p>
      <p>
        {t('agent.field.needs_step_free')} : {t(`agent.step_free.${of.step_free}`)}
      </p>
      {of.directions.map((one) => (
        <div key={one.means}>
          <h2 class="card__title">{t(`agent.means.${one.means}`)}</h2>
          <ol class="steps">
            {(one.steps.fr ?? []).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  )
}

export default function Place({ params }: ScreenProps) {
  const id = Number(params.id)
  const { data: loaded, problem, reload } = useLoad(`place:${id}`, () => getPlace(id))
  const [saved, setSaved] = useState<PlaceDetail>()
  const [asked, setAsked] = useState<Asked>()
  const data = saved ?? loaded
  const mayEdit = data?.editable && may('manage_places')
  const archive = () =>
    data &&
    setAsked({
      title: t('agent.place.archive'),
      body: <p>{t('agent.place.archive_what')}</p>,
      word: data.city,
      acts: [
        {
          label: t('agent.place.archive'),
          run: async () => {
            await archivePlace(id)
            toast(t('agent.place.archived'))
            go(href('places'))
          },
        },
      ],
    })
  return (
    <div class="screen">
      <div>
        <PageTitle back={href('places')} name={t('agent.place.title')}>
          <What>{t('agent.place.title')}</What> {data?.name}
        </PageTitle>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!data && !problem && <Skeleton lines={8} />}
      {data && !mayEdit && <ReadOnly of={data} />}
      {data && mayEdit && (
        <div class="columns columns--even">
          <div class="stack">
            <InMessages of={data} />
            <PlaceEditor of={data} onSaved={setSaved} />
          </div>
          <div class="stack">
            <Directions of={data} onSaved={setSaved} />
            <PhotoField of={data} onSaved={setSaved} />
            <Items place={id} />
            <Button kind="secondary" onClick={archive}>
              {t('agent.place.archive')}
            </Button>
          </div>
        </div>
      )}
      <Confirm asked={asked} onClose={() => setAsked(undefined)} />
    </div>
  )
}
