import { tagKey } from '../../../../shared/domain/tag.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Field } from '../../../components/field.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { nextOfBox, tagsAmong, withTag } from '../bulk-choice.ts';
import type { BulkFieldsProps } from './bulk-edit-fields.tsx';
import { TagsInput } from './tags-input.tsx';

type BulkTagsProps = Pick<BulkFieldsProps, 'lessons' | 'choice' | 'onChange'>;

/** The tags that the lessons have, each for all, for none or as it is, and others to be put on all. */
export function BulkTags({ lessons, choice, onChange }: BulkTagsProps) {
  const { t } = useTranslation();
  const { tags } = choice;
  const among = tagsAmong(lessons);
  const shown = new Map(among.map(({ name }) => [tagKey(name), name]));
  const added = [...tags.keys()].filter((name) => !shown.has(tagKey(name)));
  const addOnly = (names: readonly string[]) => {
    const kept = [...tags].filter(([name]) => shown.has(tagKey(name)));
    const wanted = names.map((name) => [shown.get(tagKey(name)) ?? name, true] as const);
    onChange({ ...choice, tags: new Map([...kept, ...wanted]) });
  };
  return (
    <div role="group" aria-label={t('tags.label')} className="flex flex-col gap-1.5">
      {among.map(({ name, shared }) => (
        <label key={name} className="flex items-center gap-2 text-13">
          <Checkbox
            checked={tags.get(name) ?? (shared.isMixed ? 'indeterminate' : shared.value)}
            onChange={() =>
              onChange({ ...choice, tags: withTag(tags, name, nextOfBox(tags.get(name) ?? null, shared)) })
            }
            label={name}
          />
          <span dir="auto" className="truncate">
            {name}
          </span>
        </label>
      ))}
      <Field label={t('tags.add')} hint={t('tags.hint')}>
        {(wired) => <TagsInput {...wired} names={added} onChange={addOnly} />}
      </Field>
    </div>
  );
}
