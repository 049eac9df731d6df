import { X } from 'lucide-react';
import { ErrorNote } from '../../../components/error-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { errorWords } from '../../../lib/error-words.ts';
import type { AddCaptions } from '../use-add-captions.ts';

/** Which of the chosen caption files were not added, and why; until it is hidden or the next ones are chosen. */
export function CaptionsRefused({ adding: { error, refused, hide } }: { readonly adding: AddCaptions }) {
  const { t } = useTranslation();
  const close = <IconButton icon={X} size="compact" label={t('lessonCaptions.hide')} onClick={hide} />;
  if (error) {
    const { title, hint } = errorWords(t, error);
    return <ErrorNote title={t('lessonCaptions.failed')} hint={`${title} ${hint}`} action={close} />;
  }
  return refused.map(({ name, why }, at) => (
    <ErrorNote
      key={name}
      title={t('lessonCaptions.refused', { name })}
      hint={t(`lessonCaptions.why.${why}`)}
      action={at === 0 ? close : null}
    />
  ));
}
