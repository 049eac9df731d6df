import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type ChangeEvent, type RefObject } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { DropZone } from '../../../components/drop-zone.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Select } from '../../../components/select.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { pathsOf, type Input } from '../../../lib/ipc-client.ts';
import { Player } from '../components/player.tsx';
import { removePromo, setPromo } from '../mutations/promo.ts';
import { outlineQuery, promoQuery } from '../queries.ts';
import { isPromo, promoOptions } from './promo-options.ts';

/** The video that shows what the course is. Changed at once and with an undo, as the cover is; not with *Save changes*. */
export function PromoField({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(promoQuery(courseId));
  const { data: outline } = useQuery(outlineQuery(courseId));
  const [isUnreadable, setUnreadable] = useState(false);
  const choose = useRef<HTMLButtonElement>(null);
  const set = useMutation(setPromo);
  const remove = useMutation(removePromo);
  const promo = data?.promo ?? null;
  const options = promoOptions(outline, promo, t('courseDetails.promo.none'));
  const change = (video: Input<'promo.set'>['video']) => {
    remove.reset();
    setUnreadable(false);
    set.mutate({ courseId, video });
  };
  const open = (files: FileList | null) => {
    const [file] = files ?? [];
    const [path] = file ? pathsOf([file]) : [];
    if (path !== undefined) change({ path });
    else setUnreadable(file !== undefined);
  };
  const takeAway = () => {
    // Its own button goes with the video.
    choose.current?.focus();
    set.reset();
    remove.mutate(courseId);
  };
  return (
    <div data-field="promo" className="flex flex-col gap-2">
      <p className="text-12 font-medium text-ink-muted">{t('courseDetails.promo.label')}</p>
      <DropZone words={t('courseDetails.promo.drop')} hint="" onFiles={open} className="flex flex-col gap-2">
        {promo ? (
          <div className="w-80 max-w-full">
            <Player
              key={promo.versionId}
              title={t('courseDetails.promo.label')}
              media={promo}
              thumbnailId={null}
              detail={undefined}
            />
          </div>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Select
            aria-label={t('courseDetails.promo.ofCourse')}
            className="w-80 max-w-full"
            options={options}
            value={options[0].value}
            onChange={(value) => (isPromo(value) ? change({ mediaId: value }) : undefined)}
          />
          <ChooseFile ref={choose} busy={set.isPending} onFiles={open} />
          {promo ? (
            <Button look="quiet" onClick={takeAway}>
              {t('courseDetails.promo.remove')}
            </Button>
          ) : null}
        </div>
      </DropZone>
      <p className="text-12 text-ink-faint">{t('courseDetails.promo.hint')}</p>
      {isUnreadable ? (
        <p role="alert" className="text-12 text-danger">
          {t('courseDetails.promo.unreadable')}
        </p>
      ) : null}
      <FailureNote error={set.error ?? remove.error ?? error} />
    </div>
  );
}

interface ChooseFileProps {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly busy: boolean;
  readonly onFiles: (files: FileList | null) => void;
}

function ChooseFile({ ref, busy, onFiles }: ChooseFileProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const onFile = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onFiles(currentTarget.files);
    // So that the same file can be chosen again.
    currentTarget.value = '';
  };
  return (
    <>
      <Button ref={ref} busy={busy} onClick={() => input.current?.click()}>
        {t('courseDetails.promo.choose')}
      </Button>
      <input ref={input} type="file" accept="video/*,.mkv" hidden onChange={onFile} />
    </>
  );
}
