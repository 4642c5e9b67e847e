import { useEffect, useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Banner, Button, Card, FormProblem, Submit, toast } from '../../kit/ui'
import { removePhoto, setPhoto } from '../api/calls'
import type { PlaceDetail } from '../api/types'
import { type Asked, Confirm } from '../parts/Confirm'
import { WordsField, wordsOf } from './Words'

function usePreviewOf(file: File | undefined) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!file) return setAddress(undefined)
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}

export function PhotoField({ of, onSaved }: { of: PlaceDetail; onSaved: (place: PlaceDetail) => void }) {
  const [file, setFile] = useState<File>()
  const [asked, setAsked] = useState<Asked>()
  const chosen = usePreviewOf(file)
  const form = useForm(async (values) => {
    const body = new FormData()
    if (file) body.set('photo', file)
    body.set('alternative', JSON.stringify(wordsOf(values, 'alternative')))
    onSaved(await setPhoto(of.id, body))
    setFile(undefined)
    toast(t('kit.saved'))
  })
  const remove = () =>
    setAsked({
      title: t('agent.photo.remove'),
      body: <p>{t('agent.photo.remove_what')}</p>,
      acts: [{ label: t('agent.photo.remove'), run: async () => onSaved(await removePhoto(of.id)) }],
    })
  return (
    <Card title={t('agent.photo.title')}>
      <form {...form.props} class="stack">
        <p class="soft small">{t('agent.photo.what')}</p>
        {(chosen || of.photo) && (
          <img
            class="photo"
            src={chosen ?? of.photo?.medium}
            alt={of.photo?.alternative.fr ?? t('agent.photo.chosen')}
          />
        )}
        {of.photo?.is_older && <Banner kind="note">{t('agent.photo.older')}</Banner>}
        <FormProblem form={form} />
        {form.errorOf('photo') && <Banner kind="danger">{t('errors.photo_unreadable')}</Banner>}
        <div class="field">
          <label class="fr-label" for="photo">
            {t(of.photo ? 'agent.photo.replace' : 'agent.photo.choose')}
          </label>
          <input
            id="photo"
            type="file"
            accept="image/*"
            class="file-input"
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        </div>
        <WordsField
          form={form}
          name="alternative"
          label={t('agent.photo.alternative')}
          hint={t('agent.photo.alternative_hint')}
          known={of.photo?.alternative}
        />
        <div class="row">
          <Submit form={form} kind="secondary" isSmall>
            {t('kit.save')}
          </Submit>
          {of.photo && (
            <Button kind="quiet" isSmall onClick={remove}>
              {t('agent.photo.remove')}
            </Button>
          )}
        </div>
      </form>
      <Confirm asked={asked} onClose={() => setAsked(undefined)} />
    </Card>
  )
}
