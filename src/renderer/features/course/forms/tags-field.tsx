import { AlsoTyped } from '../../../components/also-typed.tsx';
import { Button } from '../../../components/button.tsx';
import { useController, type Control, type Path } from 'react-hook-form';
import { Field } from '../../../components/field.tsx';
import { distinctTags } from '../../../../shared/domain/tag.ts';
import { showTags } from '../../../hooks/tags-ui.ts';
import { useTitleDraft } from '../../../hooks/use-title-draft.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { TagsInput } from '../components/tags-input.tsx';
import type { FormTexts } from '../unsaved/form-kind.ts';
import { namesOfTags } from './tag-lines.ts';

const HALF_TAG = 'half-tag';

interface TagsFieldProps<Values extends FormTexts> {
  readonly control: Control<Values, unknown, Values>;
  readonly name: Path<Values>;
  /** What they are tags of: a tag that is half typed is journalled under it. */
  readonly entityId: string;
}

/** The tags of a course or a lesson: a text of the form, one tag a line. */
export function TagsField<Values extends FormTexts>({ control, name, entityId }: TagsFieldProps<Values>) {
  const { t } = useTranslation();
  const { field } = useController({ control, name });
  const draft = useTitleDraft(entityId, HALF_TAG);
  const add = (typed: string) => field.onChange(distinctTags([...namesOfTags(field.value), typed]).join('\n'));
  return (
    <Field label={t('tags.label')} hint={t('tags.hint')} aside={<AllTags />} name="tags">
      {(wired) => (
        <>
          <TagsInput
            {...wired}
            ref={field.ref}
            names={namesOfTags(field.value)}
            onChange={(names) => field.onChange(names.join('\n'))}
            onBlur={field.onBlur}
            restored={draft.restored?.typed}
            onTyping={(typed) => (typed.trim() === '' ? draft.drop() : draft.note(typed, ''))}
          />
          <AlsoTyped
            texts={draft.others.texts}
            nameOf={(of) => (of === 'title' ? t('tags.label') : null)}
            onUse={(other) => {
              add(other.text);
              draft.others.replace(other, null);
            }}
            onDrop={(other) => draft.others.replace(other, null)}
          />
        </>
      )}
    </Field>
  );
}

/** To where the tags of the whole workspace are renamed and removed. */
function AllTags() {
  const { t } = useTranslation();
  return (
    <Button
      look="quiet"
      size="compact"
      className="-my-1.5 px-1.5 text-12 text-ink-muted"
      onClick={() => showTags(true)}
    >
      {t('command.tags')}
    </Button>
  );
}
