import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useRef } from 'react';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Select } from '../../../components/select.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useLanguageOptions } from '../language-options.ts';
import { setCaption } from '../mutations/media.ts';

type Caption = LessonDetail['captions'][number];

/** Those that students may want to know of; the others a file's name says. */
const FLAGS = ['sdh', 'forced'] as const;

/** The captions of a lesson: in which language each is, for whom, and that it is to go. */
export function CaptionList({ detail }: { readonly detail: LessonDetail }) {
  const { t } = useTranslation();
  const set = useMutation(setCaption);
  const list = useRef<HTMLUListElement>(null);
  const save = ({ mediaId, language }: Caption, to: Pick<Caption, 'language' | 'flags'> | null) =>
    set.mutate({ lessonId: detail.lessonId, mediaId, language, to });
  const remove = (caption: Caption) => {
    // Its own button goes with it.
    list.current?.focus();
    save(caption, null);
  };
  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={t('coursePage.inspect.captions')}
        className="flex flex-col gap-3 text-12"
      >
        {detail.captions.map((caption) => (
          <li key={caption.mediaId} className="flex flex-col gap-1.5">
            <span className="flex items-center gap-2">
              <TruncateMiddle text={caption.fileName} className="grow text-ink-muted" />
              <IconButton
                icon={X}
                size="compact"
                label={t('lessonCaptions.remove', { name: caption.fileName })}
                onClick={() => remove(caption)}
              />
            </span>
            <CaptionFields caption={caption} onSave={(to) => save(caption, to)} />
          </li>
        ))}
      </ul>
      <FailureNote error={set.error} />
    </>
  );
}

interface CaptionFieldsProps {
  readonly caption: Caption;
  readonly onSave: (to: Pick<Caption, 'language' | 'flags'>) => void;
}

function CaptionFields({ caption, onSave }: CaptionFieldsProps) {
  const { t } = useTranslation();
  const { language, flags, fileName } = caption;
  const options = useLanguageOptions(language);
  const flagged = (flag: (typeof FLAGS)[number], isOn: boolean) =>
    onSave({ language, flags: [...flags.filter((one) => one !== flag), ...(isOn ? [flag] : [])] });
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <Select
        aria-label={t('lessonCaptions.language', { name: fileName })}
        className="w-40"
        value={language}
        onChange={(chosen) => onSave({ language: chosen, flags })}
        options={[
          { value: 'und', label: t('coursePage.noLanguage') },
          ...options.filter(({ value }) => value !== 'und'),
        ]}
      />
      {FLAGS.map((flag) => (
        <label key={flag} className="flex items-center gap-1.5">
          <Checkbox
            checked={flags.includes(flag)}
            onChange={(isOn) => flagged(flag, isOn)}
            label={t(`lessonCaptions.flag.${flag}`)}
          />
          {t(`lessonCaptions.flag.${flag}`)}
        </label>
      ))}
    </span>
  );
}
