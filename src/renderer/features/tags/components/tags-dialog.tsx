import { useMutation, useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { tagKey, tagName, TAG_MAX_LENGTH, type TagUse } from '../../../../shared/domain/tag.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Input } from '../../../components/input.tsx';
import { showTags, useIsTagsShown } from '../../../hooks/tags-ui.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useUndo } from '../../../hooks/use-undo.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { tagsQuery } from '../../../lib/tags.ts';
import { deleteTag, renameTag } from '../mutations.ts';

/** *Tags…*: all tags of the workspace, each to be renamed or removed in everything that has it. */
export function TagsDialog() {
  const { t } = useTranslation();
  const isShown = useIsTagsShown();
  const close = () => showTags(false);
  if (!isShown) return null;
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t('tags.title')}
      description={t('tags.about')}
      closeLabel={t('app.close')}
      footer={
        <Button look="primary" onClick={close}>
          {t('tags.done')}
        </Button>
      }
    >
      <TagList />
    </Dialog>
  );
}

function TagList() {
  const { t } = useTranslation();
  const { data: tags, error } = useQuery(tagsQuery);
  const rename = useMutation(renameTag);
  const remove = useMutation(deleteTag);
  const { undo } = useUndo();
  const say = (words: string) => toastStep(words, { label: t('app.undo'), onClick: () => undo() });
  if (!tags) return <FailureNote error={error} />;
  return (
    <div className="flex flex-col gap-2">
      {tags.length === 0 ? <p className="text-13 text-ink-muted">{t('tags.empty')}</p> : null}
      <ul className="flex flex-col gap-1">
        {tags.map((tag) => (
          <TagRow
            key={tag.name}
            tag={tag}
            all={tags}
            onRename={(to) =>
              rename.mutate(
                { name: tag.name, to },
                { onSuccess: (made) => say(t('tags.renamed', { name: tag.name, to: made.name })) },
              )
            }
            onRemove={() => remove.mutate(tag.name, { onSuccess: () => say(t('tags.removed', { name: tag.name })) })}
          />
        ))}
      </ul>
      <FailureNote error={rename.error ?? remove.error} />
    </div>
  );
}

interface TagRowProps {
  readonly tag: TagUse;
  readonly all: readonly TagUse[];
  readonly onRename: (to: string) => void;
  readonly onRemove: () => void;
}
/** Enter or leaving the field renames, Esc takes back; the name of another tag makes the two one. */
function TagRow({ tag, all, onRename, onRemove }: TagRowProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(tag.name);
  const parsed = tagName.safeParse(typed);
  const twin = all.find(({ name }) => name !== tag.name && tagKey(name) === tagKey(parsed.data ?? ''));
  const commit = () => {
    if (!parsed.success) setTyped(tag.name);
    else if (parsed.data !== tag.name) onRename(parsed.data);
  };
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <Input
          aria-label={t('tags.nameOf', { name: tag.name })}
          value={typed}
          maxLength={TAG_MAX_LENGTH}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') commit();
          }}
          className="min-w-0 grow"
        />
        <span className="numeric w-40 shrink-0 text-12 text-ink-muted">
          {t('tags.uses', {
            courses: t('unit.courses', { count: tag.courses }),
            lessons: t('unit.lessons', { count: tag.lessons }),
          })}
        </span>
        <IconButton icon={Trash2} size="compact" label={t('tags.remove', { name: tag.name })} onClick={onRemove} />
      </div>
      {twin ? <p className="text-12 text-ink-muted">{t('tags.merges', { name: twin.name })}</p> : null}
    </li>
  );
}
