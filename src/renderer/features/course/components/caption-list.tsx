import { useMutation } from '@tanstack/react-query';
import { TriangleAlert, X } from 'lucide-react';
import { useRef } from 'react';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/checkbox.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { twinLanguages } from '../caption-twins.ts';
import { CueEditorDialog } from '../cues/cue-editor-dialog.tsx';
import { useOpener } from '../cues/use-opener.ts';
import { setCaption } from '../mutations/captions.ts';
import { CaptionFaults } from './caption-faults.tsx';
import { CaptionLanguage } from './caption-language.tsx';

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
        {detail.captions.map((caption, at) => (
          <li key={keyOf(detail.captions, at)} className="flex flex-col gap-1.5">
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
            <span className="flex gap-2">
              <CaptionFaults lessonId={detail.lessonId} caption={caption} />
              <EditCues detail={detail} caption={caption} />
            </span>
          </li>
        ))}
      </ul>
      <Twins captions={detail.captions} />
      <FailureNote error={set.error} />
    </>
  );
}

/** One file may be there in two languages; its language is no part of the key, or a change of it would take the keyboard. */
function keyOf(captions: readonly Caption[], at: number): string {
  const mediaId = captions[at]?.mediaId;
  return `${String(mediaId)} ${String(captions.slice(0, at).filter((one) => one.mediaId === mediaId).length)}`;
}

/** Opens the editor of its cues. */
function EditCues({ detail, caption }: { readonly detail: LessonDetail; readonly caption: Caption }) {
  const { t } = useTranslation();
  const { verb, isOpen, open, close, closed } = useOpener();
  if (caption.whereabouts === 'missing') return null;
  return (
    <>
      <Button ref={verb} size="compact" aria-label={t('cueEditor.openOf', { name: caption.fileName })} onClick={open}>
        {t('cueEditor.open')}
      </Button>
      {isOpen ? <CueEditorDialog detail={detail} caption={caption} onClose={close} onClosed={closed} /> : null}
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
  const flagged = (flag: (typeof FLAGS)[number], isOn: boolean) =>
    onSave({ language, flags: [...flags.filter((one) => one !== flag), ...(isOn ? [flag] : [])] });
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <CaptionLanguage
        fileName={fileName}
        language={language}
        onChange={(chosen) => onSave({ language: chosen, flags })}
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

/** What students would see twice under one name. */
function Twins({ captions }: { readonly captions: readonly Caption[] }) {
  const { t } = useTranslation();
  const { language } = useFormats();
  return twinLanguages(captions).map((tag) => {
    const name = language(tag);
    return (
      <p key={tag} role="status" className="flex gap-1.5 pt-2 text-12 text-ink-muted">
        <Icon of={TriangleAlert} className="mt-0.5 shrink-0 text-warning" />
        {name === null ? t('lessonCaptions.twinsUnknown') : t('lessonCaptions.twins', { language: name })}
      </p>
    );
  });
}
