import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type CueSheet, finished, readCues, writeCues } from '../../../../shared/domain/cues.ts';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { openDraft } from '../../../lib/draft.ts';
import { createCaption, saveCaption } from '../mutations/captions.ts';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { createCueEditor } from './cue-editor.ts';

export interface EditedCues {
  readonly detail: LessonDetail;
  /** The file whose cues are edited; null: they are written from nothing. */
  readonly caption: LessonDetail['captions'][number] | null;
}
/** The name of the drafts: of a caption file by its media, of one that is not there yet by its lesson. */
export const CUE_DRAFT = 'caption-cues';
export const cueDraftId = ({ detail, caption }: EditedCues): string => caption?.mediaId ?? detail.lessonId;

interface OpenedWith extends EditedCues {
  readonly vtt: string;
  readonly draft: StoredDraft | null;
  /** Of captions that are written from nothing, until somebody chooses. */
  readonly language: string;
}

/** What a draft holds; null: nothing that can be read. */
function draftOf(draft: StoredDraft | null) {
  const fields = (draft?.fields ?? {}) as Readonly<Record<string, unknown>>;
  const { vtt, versionId, language } = fields;
  if (!draft || typeof vtt !== 'string') return null;
  return {
    sheet: readCues(vtt),
    versionId,
    language: typeof language === 'string' ? language : null,
    savedAtMs: draft.savedAtMs,
  };
}

/** The editor of a caption file as it is opened: over its draft, which is kept with every change. */
function open({ detail, caption, vtt, draft, language }: OpenedWith) {
  const kept = draftOf(draft);
  // Empty: there is no file yet.
  const versionId: string = caption?.versionId ?? '';
  const journal = openDraft(CUE_DRAFT, cueDraftId({ detail, caption }), draft !== null);
  let chosen = caption?.language ?? kept?.language ?? language;
  const note = (sheet: CueSheet) => journal.note({ vtt: writeCues(sheet), versionId, language: chosen });
  const editor = createCueEditor({
    sheet: readCues(vtt),
    restored: kept?.sheet ?? null,
    onChange: (sheet) => (sheet ? note(sheet) : journal.drop()),
  });
  const restored = kept && { savedAtMs: kept.savedAtMs, isOver: kept.versionId !== versionId };
  return {
    editor,
    journal,
    restored,
    firstLanguage: chosen,
    choose(tag: string): void {
      chosen = tag;
      if (editor.get().isDirty) note(editor.get().sheet);
    },
  };
}

/** The cues of one caption file while its editor is open, and how they are saved. */
export function useCueEditor(props: OpenedWith) {
  const { detail, caption } = props;
  const [{ editor, journal, restored, firstLanguage, choose }] = useState(() => open(props));
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => () => journal.close(), [journal]);
  const saving = useMutation(saveCaption);
  const creating = useMutation(createCaption);
  const state = useSyncExternalStore(editor.subscribe, editor.get);
  return {
    editor,
    keepNow: () => journal.flush(),
    restored,
    state,
    language,
    choose(tag: string): void {
      choose(tag);
      setLanguage(tag);
    },
    isPending: saving.isPending || creating.isPending,
    error: saving.error ?? creating.error,
    save(onSaved: () => void): void {
      const onSuccess = () => {
        journal.drop();
        onSaved();
      };
      const written = { lessonId: detail.lessonId, language, vtt: writeCues(finished(state.sheet)) };
      if (caption) saving.mutate({ ...written, mediaId: caption.mediaId }, { onSuccess });
      else creating.mutate(written, { onSuccess });
    },
  };
}
