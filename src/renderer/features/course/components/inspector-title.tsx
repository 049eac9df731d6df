import { useState, type KeyboardEvent } from 'react';
import { TITLE_MAX_LENGTH } from '../../../../shared/domain/course.ts';
import { AlsoTyped } from '../../../components/also-typed.tsx';
import { cx } from '../../../components/cx.ts';
import { RestoredTitle } from '../../../components/restored-title.tsx';
import { useTitleDraft, type TypedTitle } from '../../../hooks/use-title-draft.ts';

interface InspectorTitleProps {
  /** Whose title it is; give it as the key too, so that no typing goes from one to the next. */
  readonly entityId: string;
  readonly title: string;
  readonly label: string;
  readonly onRename: (typed: TypedTitle) => void;
}

/**
 * The title as it is, all of it, to be typed over in its place: it takes as many lines as it needs and holds none of its
 * own (Enter keeps it). What is typed is never replaced by what main tells, and what a crash left is there again.
 */
export function InspectorTitle({ entityId, title, label, onRename }: InspectorTitleProps) {
  const [typed, setTyped] = useState<TypedTitle | null>(null);
  const draft = useTitleDraft(entityId);
  const { restored, others } = draft;
  const giveUp = () => {
    setTyped(null);
    draft.drop();
  };
  const commit = () => {
    const next = (typed?.title ?? restored?.typed ?? '').trim();
    // What a draft is kept over is the title that it is shown beside.
    if (next && next !== title) onRename({ title: next, over: typed?.over ?? title });
    giveUp();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      commit();
    }
    if (event.key !== 'Escape' || (typed === null && !restored)) return;
    // The first Escape gives up the typing, only the next one leaves the inspector.
    event.preventDefault();
    giveUp();
  };
  return (
    <>
      <textarea
        rows={1}
        dir="auto"
        aria-label={label}
        title={title}
        value={typed?.title ?? restored?.typed ?? title}
        maxLength={TITLE_MAX_LENGTH}
        onChange={(event) => {
          // A pasted title may come in lines; a title is one.
          const line = event.target.value.replaceAll(/\s*[\r\n]+\s*/g, ' ');
          const over = typed?.over ?? title;
          setTyped({ title: line, over });
          draft.note(line, restored?.over ?? over);
        }}
        onBlur={() => (typed === null ? undefined : commit())}
        onKeyDown={onKeyDown}
        className={cx(
          '-mx-1.5 field-sizing-content max-h-48 w-[calc(100%+12px)] resize-none rounded-md border border-transparent',
          'bg-transparent px-1 py-1.25 text-match-parent text-15 font-semibold hover:border-line',
          'focus-visible:border-focus focus-visible:bg-raised focus-visible:outline-1 focus-visible:outline-offset-0',
        )}
      />
      {restored && typed === null ? (
        <RestoredTitle restored={restored} title={title} onKeep={() => commit()} onDiscard={giveUp} />
      ) : null}
      {typed === null ? (
        <AlsoTyped
          texts={others.texts}
          nameOf={(field) => (field === 'title' ? label : null)}
          onUse={(other) => {
            onRename({ title: other.text, over: title });
            others.replace(other, null);
          }}
          onDrop={(other) => others.replace(other, null)}
        />
      ) : null}
    </>
  );
}
