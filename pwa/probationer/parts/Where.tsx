// Where it is: photo of the entrance, address, the phone's own map, the address to copy.
import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { Button, Dialog, Icon, LinkButton, toast } from '../../kit/ui'
import { building, copy, device, home, phone, pin } from '../../kit/ui/icons'
import type { Appointment, Place } from '../api'

const ICONS = { place: building, phone, video: device, home }

/** One line for lists: the place, or how it is held. */
export const placeName = ({ where, place }: Pick<Appointment, 'where' | 'place'>) =>
  where === 'place' && place ? place.name : t(`app.where.${where}`)

export const fullAddress = (place: Place) => `${place.address}, ${place.postcode} ${place.city}`

/** `geo:` lets the person choose the map on Android; Apple knows its own address; else an open map. */
export function mapLink(place: Place, agent = navigator.userAgent): string {
  const words = encodeURIComponent(`${place.name}, ${fullAddress(place)}`)
  const address = encodeURIComponent(fullAddress(place))
  const at = place.latitude !== null && place.longitude !== null ? `${place.latitude},${place.longitude}` : undefined
  if (/Android/.test(agent)) return at ? `geo:${at}?q=${at}(${encodeURIComponent(place.name)})` : `geo:0,0?q=${words}`
  if (/iPhone|iPad|Macintosh/.test(agent)) return `https://maps.apple.com/?daddr=${at ?? address}&q=${words}`
  return at
    ? `https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}#map=17/${place.latitude}/${place.longitude}`
    : `https://www.openstreetmap.org/search?query=${address}`
}

export function Thumb({ appointment }: { appointment: Appointment }) {
  const photo = appointment.place?.photo
  if (photo) return <img class="thumb" src={photo.small} alt={photo.alternative} width={72} height={72} />
  return (
    <span class="thumb thumb--drawn">
      <Icon of={ICONS[appointment.where]} size={32} />
    </span>
  )
}

/** The place in three lines, beside its photo. `isClosed`: over or called off, nothing is announced. */
export function Whereabouts({ appointment, isClosed }: { appointment: Appointment; isClosed?: boolean }) {
  const { place, where, called_phone: called } = appointment
  return (
    <div class="whereabouts">
      <Thumb appointment={appointment} />
      <div class="whereabouts__words">
        <p class="strong said">
          {isClosed ? t('app.change.was', { what: placeName(appointment) }) : placeName(appointment)}
        </p>
        {place && where === 'place' && (
          <p class="soft said">
            {place.address}, {place.city}
          </p>
        )}
        {isClosed ? null : where === 'phone' ? (
          <p class="said">
            {called ? (
              t('app.where.called', { phone: called.replaceAll(' ', '\u00A0') })
            ) : (
              <strong>{t('app.where.not_called')}</strong>
            )}
          </p>
        ) : (
          where !== 'place' && <p class="said">{t(`app.where.${where}_words`)}</p>
        )}
        <p class="soft said">{appointment.type}</p>
      </div>
    </div>
  )
}

async function copyAddress(place: Place) {
  try {
    await navigator.clipboard.writeText(`${place.name}, ${fullAddress(place)}`)
    toast(t('app.where.copied'))
  } catch {
    toast(t('app.where.not_copied'))
  }
}

/** The entrance in the large, when asked: the small picture is enough to know it by, and a tenth of the data. */
function Entrance({ photo }: { photo: NonNullable<Place['photo']> }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" class="entrance" onClick={() => setOpen(true)}>
        <img class="thumb thumb--large" src={photo.small} alt={photo.alternative} width={96} height={96} />
        <span class="small">{t('app.where.enlarge')}</span>
      </button>
      <Dialog title={t('app.where.entrance')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <img class="photo" src={photo.medium} alt={photo.alternative} />
      </Dialog>
    </>
  )
}

/** What is in French for a reader of another language is read out as French, from left to right. */
export const frenchIf = (is: boolean | undefined) => (is ? { lang: 'fr', dir: 'ltr' as const } : {})

function Told({ words, isFrench }: { words: string; isFrench: boolean }) {
  return (
    <p class="soft said">
      <span {...frenchIf(isFrench)}>{words}</span>
      {isFrench && <span class="small"> ({t('app.in_french')})</span>}
    </p>
  )
}

export function PlaceCard({ place }: { place: Place }) {
  // A copy made by an earlier version of the app does not say it.
  const isFrench = (name: Place['in_french'][number]) => place.in_french?.includes(name) ?? false
  return (
    <section class="card stack" aria-labelledby="place">
      <div class="whereabouts">
        <div class="whereabouts__words">
          <h2 class="card__title said" id="place">
            {place.name}
          </h2>
          <address class="said">
            {place.address}
            <br />
            {place.postcode} {place.city}
          </address>
          {place.inside && <Told words={place.inside} isFrench={isFrench('inside')} />}
          {place.step_free_words ? (
            <Told words={place.step_free_words} isFrench={isFrench('step_free_words')} />
          ) : (
            place.step_free === 'yes' && <p class="soft said">{t('app.where.step_free')}</p>
          )}
        </div>
        {place.photo && <Entrance photo={place.photo} />}
      </div>
      <div class="gestures gestures--two">
        <LinkButton kind="quiet" icon={pin} href={mapLink(place)} target="_blank" rel="noopener noreferrer">
          {t('app.where.map')}
        </LinkButton>
        <Button kind="quiet" icon={copy} onClick={() => void copyAddress(place)}>
          {t('app.where.copy')}
        </Button>
      </div>
    </section>
  )
}
