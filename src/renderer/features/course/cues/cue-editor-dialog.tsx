import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { readCues, writeCues, type CueSheet } from '../../../../shared/domain/cues.ts';
import { AlsoTyped } from '../../../components/also-typed.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useDraftOthers } from '../../../hooks/use-draft-others.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { CaptionLanguage } from '../components/caption-language.tsx';
import { Player } from '../components/player.tsx';
import { createPlayerHandle, PlayerContext } from '../player-handle.ts';
import { captionTextQuery, courseDetailsQuery } from '../queries.ts';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { cueCommands } from './cue-commands.ts';
import { CueList } from './cue-list.tsx';
import { CueTools } from './cue-tools.tsx';
import { CUE_DRAFT, cueDraftId, type EditedCues, useCueEditor } from './use-cue-editor.ts';

interface CueDialogProps extends EditedCues {
  readonly onClose: () => void;
  /** Takes the keyboard when it has closed. */
  readonly onClosed: () => boolean;
}
interface CueEditorProps extends CueDialogProps {
  readonly caption: NonNullable<EditedCues['caption']>;
}

/** Edits the cues of a caption file beside its video. Opens when both are read: what is saved, and what was not. */
export function CueEditorDialog(props: CueEditorProps) {
  const { t } = useTranslation();
  const { caption, onClose } = props;
  const text = useQuery(captionTextQuery(caption.versionId));
  const draft = useQuery(draftQuery(CUE_DRAFT, cueDraftId(props)));
  const isReady = text.data !== undefined && (draft.data !== undefined || draft.isError);
  if (isReady) return <OpenEditor {...props} vtt={text.data} draft={draft.data ?? null} language={caption.language} />;
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

/** The same without a file: captions are written from nothing, in the language of the course until one is chosen. */
export function NewCuesDialog(props: Omit<CueDialogProps, 'caption'>) {
  const edited = { ...props, caption: null };
  const draft = useQuery(draftQuery(CUE_DRAFT, cueDraftId(edited)));
  const course = useQuery(courseDetailsQuery(props.detail.courseId));
  const isReady = (draft.data !== undefined || draft.isError) && !course.isPending;
  if (!isReady) return null;
  return <OpenEditor {...edited} vtt="WEBVTT" draft={draft.data ?? null} language={course.data?.language ?? 'und'} />;
}

interface OpenEditorProps extends CueDialogProps {
  readonly vtt: string;
  readonly draft: StoredDraft | null;
  readonly language: string;
}

function OpenEditor(props: OpenEditorProps) {
  const { t } = useTranslation();
  const { detail, caption, onClose, onClosed } = props;
  const { editor, keepNow, restored, state, language, choose, isPending, error, save } = useCueEditor(props);
  const others = useDraftOthers(CUE_DRAFT, cueDraftId(props));
  const [player] = useState(createPlayerHandle);
  const { sheet, openKey, isDirty } = state;
  const isInTime = sheet.cues.every(({ startMs, endMs }) => endMs > startMs);
  const isSavable = isDirty && isInTime;
  const saveNow = () => {
    const onSaved = () => {
      toast(t('cueEditor.saved'));
      onClose();
    };
    if (isSavable && !isPending) save(onSaved);
  };
  const close = () => {
    if (isDirty) toast(t('cueEditor.kept'));
    onClose();
  };
  const { run, onKeyDown } = cueCommands(editor, player, saveNow);
  return (
    <Dialog
      open
      size="full"
      onOpenChange={close}
      onClosed={onClosed}
      title={
        caption ? t('cueEditor.title', { name: caption.fileName }) : t('cueEditor.titleNew', { name: detail.title })
      }
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={close}>{t('app.close')}</Button>
          <Button look="primary" disabled={!isSavable} busy={isPending} onClick={saveNow}>
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
          <div className="flex min-h-40 min-w-0 grow flex-col gap-2">
            {caption ? null : <CaptionLanguage fileName={detail.title} language={language} onChange={choose} />}
            {restored && isDirty ? <RestoredNote {...restored} onDiscard={editor.reset} /> : null}
            <AlsoTyped
              texts={others.texts}
              nameOf={(field) => (field === 'vtt' ? (caption?.fileName ?? detail.title) : null)}
              read={({ text }) => textsOf(readCues(text))}
              onUse={(other) => {
                const before = isDirty ? writeCues(sheet) : null;
                editor.change(readCues(other.text).cues);
                keepNow();
                others.replace(other, before);
              }}
              onDrop={(other) => others.replace(other, null)}
            />
            <FailureNote error={error} />
            {isDirty && !isInTime ? (
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
