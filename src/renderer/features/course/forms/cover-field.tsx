import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type ChangeEvent } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { DropZone } from '../../../components/drop-zone.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Picture } from '../../../components/picture.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { pathsOf } from '../../../lib/ipc-client.ts';
import { mediaUrl } from '../../../lib/media-url.ts';
import { CropDialog } from '../components/crop-dialog.tsx';
import { removeCover, setCover } from '../mutations/cover.ts';
import { coverQuery } from '../queries.ts';

/** What is being cut: a file of this computer, or (path null) the picture that the cover was cut out of. */
interface Cutting {
  readonly url: string;
  readonly path: string | null;
}

/** The picture of the course. Changed at once and with an undo, as files are; not with *Save changes*. */
export function CoverField({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { data: cover, error } = useQuery(coverQuery(courseId));
  const [cutting, setCutting] = useState<Cutting | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const set = useMutation(setCover);
  const remove = useMutation(removeCover);
  const stop = () => {
    if (cutting?.path) URL.revokeObjectURL(cutting.url);
    setCutting(null);
  };
  const open = (files: FileList | null) => {
    const [file] = files ?? [];
    const [path] = file ? pathsOf([file]) : [];
    set.reset();
    remove.reset();
    setUnreadable(file !== undefined && path === undefined);
    if (file && path !== undefined) setCutting({ url: URL.createObjectURL(file), path });
  };
  const onFile = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    open(currentTarget.files);
    // So that the same file can be chosen again.
    currentTarget.value = '';
  };
  const { versionId = null, originalId = null } = cover ?? {};
  return (
    <div data-field="cover" className="flex flex-col gap-2">
      <p className="text-12 font-medium text-ink-muted">{t('courseDetails.cover.label')}</p>
      <DropZone words={t('courseDetails.cover.drop')} hint="" onFiles={open}>
        <div className="flex flex-wrap items-end gap-3">
          <Picture url={versionId && mediaUrl(versionId)} className="w-56" />
          <div className="flex flex-wrap gap-2">
            <Button ref={choose} busy={set.isPending} onClick={() => input.current?.click()}>
              {t('courseDetails.cover.choose')}
            </Button>
            {originalId ? (
              <Button onClick={() => setCutting({ url: mediaUrl(originalId), path: null })}>
                {t('courseDetails.cover.crop')}
              </Button>
            ) : null}
            {versionId ? (
              <Button
                look="quiet"
                onClick={() => {
                  // Its own button goes with the picture.
                  choose.current?.focus();
                  remove.mutate(courseId);
                }}
              >
                {t('courseDetails.cover.remove')}
              </Button>
            ) : null}
          </div>
          <input ref={input} type="file" accept="image/*" hidden onChange={onFile} />
        </div>
      </DropZone>
      <p className="text-12 text-ink-faint">{t('courseDetails.cover.hint')}</p>
      {isUnreadable ? (
        <p role="alert" className="text-12 text-danger">
          {t('courseDetails.cover.unreadable')}
        </p>
      ) : null}
      <FailureNote error={set.error ?? remove.error ?? error} />
      {cutting ? (
        <CropDialog
          url={cutting.url}
          // A cover that came whole was not cut.
          cutBefore={cutting.path === null && versionId !== originalId ? versionId : null}
          onCut={(jpeg) => {
            set.mutate({ courseId, jpeg, path: cutting.path });
            stop();
          }}
          onUnreadable={() => {
            setUnreadable(true);
            stop();
          }}
          onClose={stop}
        />
      ) : null}
    </div>
  );
}
