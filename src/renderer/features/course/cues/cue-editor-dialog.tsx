import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { toast } from 'sonner';
import { finished, readCues, writeCues, type CueSheet } from '../../../../shared/domain/cues.ts';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { AlsoTyped } from '../../../components/also-typed.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useDraftOthers } from '../../../hooks/use-draft-others.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery, openDraft } from '../../../lib/draft.ts';
import { Player } from '../components/player.tsx';
import { saveCaption } from '../mutations/captions.ts';
import { createPlayerHandle, PlayerContext } from '../player-handle.ts';
import { captionTextQuery } from '../queries.ts';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { createCueEditor } from './cue-editor.ts';
import { CueList } from './cue-list.tsx';
import { CueTools } from './cue-tools.tsx';
import { cueCommands } from './cue-commands.ts';

interface CueEditorProps {
  readonly detail: LessonDetail;
  readonly caption: LessonDetail['captions'][number];
  readonly onClose: () => void;
  /** Takes the keyboard when it has closed. */
  readonly onClosed: () => boolean;
}
/** The name of the drafts: of a caption file, by its media. */
const DRAFT = 'caption-cues';

/** Edits the cues of a caption file beside its video. Opens when both are read: what is saved, and what was not. */
export function CueEditorDialog(props: CueEditorProps) {
  const { t } = useTranslation();
  const { caption, onClose } = props;
  const text = useQuery(captionTextQuery(caption.versionId));
  const draft = useQuery(draftQuery(DRAFT, caption.mediaId));
  const isReady = text.data !== undefined && (draft.data !== undefined || draft.isError);
  if (isReady) return <OpenEditor {...props} vtt={text.data} draft={draft.data ?? null} />;
  // Both are here in a moment: a dialog that is drawn for it would take the keyboard twice.
  if (!text.error) return null;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('cueEditor.title', { name: caption.fileName })}
      closeLabel={t('app.close')}
      footer={<Button onClick={onClose}>{t('app.close')}</Button>}
    >
      <FailureNote error={text.error} />
    </Dialog>
  );
}

interface OpenEditorProps extends CueEditorProps {
  readonly vtt: string;
  readonly draft: StoredDraft | null;
}

/** What a draft holds; null: nothing that can be read. */
function draftOf(draft: StoredDraft | null) {
  const fields = (draft?.fields ?? {}) as Readonly<Record<string, unknown>>;
  const { vtt, versionId } = fields;
  return draft && typeof vtt === 'string' ? { sheet: readCues(vtt), versionId, savedAtMs: draft.savedAtMs } : null;
}

function useCueEditor({ caption, vtt, draft }: OpenEditorProps) {
  const [{ editor, journal, restored }] = useState(() => {
    const kept = draftOf(draft);
    const drafts = openDraft(DRAFT, caption.mediaId, draft !== null);
    const made = createCueEditor({
      sheet: readCues(vtt),
      restored: kept?.sheet ?? null,
      onChange: (sheet) =>
        sheet ? drafts.note({ vtt: writeCues(sheet), versionId: caption.versionId }) : drafts.drop(),
    });
    const note = kept && { savedAtMs: kept.savedAtMs, isOver: kept.versionId !== caption.versionId };
    return { editor: made, journal: drafts, restored: note };
  });
  useEffect(() => () => journal.close(), [journal]);
  return { editor, journal, restored, state: useSyncExternalStore(editor.subscribe, editor.get) };
}

function OpenEditor(props: OpenEditorProps) {
  const { t } = useTranslation();
  const { detail, caption, onClose, onClosed } = props;
  const { editor, journal, restored, state } = useCueEditor(props);
  const others = useDraftOthers(DRAFT, caption.mediaId);
  const [player] = useState(createPlayerHandle);
  const { mutate, error, isPending } = useMutation(saveCaption);
  const { sheet, openKey, isDirty } = state;
  const isSavable = isDirty && sheet.cues.every(({ startMs, endMs }) => endMs > startMs);
  const save = () => {
    if (!isSavable) return;
    const { mediaId, language } = caption;
    const onSuccess = () => {
      journal.drop();
      toast(t('cueEditor.saved'));
      onClose();
    };
    mutate({ lessonId: detail.lessonId, mediaId, language, vtt: writeCues(finished(sheet)) }, { onSuccess });
  };
  const close = () => {
    if (isDirty) toast(t('cueEditor.kept'));
    onClose();
  };
  const { run, onKeyDown } = cueCommands(editor, player, save);
  return (
    <Dialog
      open
      size="full"
      onOpenChange={close}
      onClosed={onClosed}
      title={t('cueEditor.title', { name: caption.fileName })}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={close}>{t('app.close')}</Button>
          <Button look="primary" disabled={!isSavable} busy={isPending} onClick={save}>
            {t('cueEditor.save')}
          </Button>
        </>
      }
    >
      <PlayerContext value={player}>
        <div role="presentation" onKeyDown={onKeyDown} className="flex h-[68vh] flex-col gap-3 min-[900px]:flex-row">
          <div className="flex w-full shrink-0 flex-col gap-3 overflow-y-auto min-[900px]:w-96">
            <Player title={detail.title} media={detail.media} thumbnailId={null} detail={{ ...detail, captions: [] }} />
            <CueTools cues={sheet.cues} editor={editor} run={run} />
          </div>
          <div className="flex min-h-0 min-w-0 grow flex-col gap-2 overflow-y-auto">
            {restored && isDirty ? <RestoredNote {...restored} onDiscard={editor.reset} /> : null}
            <AlsoTyped
              texts={others.texts}
              nameOf={(field) => (field === 'vtt' ? caption.fileName : null)}
              read={({ text }) => textsOf(readCues(text))}
              onUse={(other) => {
                const before = isDirty ? writeCues(sheet) : null;
                editor.change(readCues(other.text).cues);
                journal.flush();
                others.replace(other, before);
              }}
              onDrop={(other) => others.replace(other, null)}
            />
            <FailureNote error={error} />
            {isDirty && !isSavable ? (
              <p role="alert" className="text-12 text-danger">
                {t('cueEditor.cannotSave')}
              </p>
            ) : null}
            {sheet.cues.length === 0 ? <p className="text-13 text-ink-muted">{t('cueEditor.none')}</p> : null}
            <CueList cues={sheet.cues} openKey={openKey} editor={editor} run={run} />
          </div>
        </div>
      </PlayerContext>
    </Dialog>
  );
}

const textsOf = ({ cues }: CueSheet): string => cues.map(({ text }) => text).join(' · ');

interface RestoredNoteProps {
  readonly savedAtMs: number;
  /** The captions are others by now than those that the draft is of. */
  readonly isOver: boolean;
  readonly onDiscard: () => void;
}

function RestoredNote({ savedAtMs, isOver, onDiscard }: RestoredNoteProps) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const time = clock(savedAtMs, useNow());
  return (
    <div role="status" className="flex items-center gap-2 rounded-md bg-info-soft px-3 py-1.5 text-12">
      <p className="grow">{t(isOver ? 'cueEditor.restoredOver' : 'cueEditor.restored', { time })}</p>
      <Button look="quiet" size="compact" onClick={onDiscard}>
        {t('cueEditor.discard')}
      </Button>
    </div>
  );
}
