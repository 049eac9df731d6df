import { useQuery } from '@tanstack/react-query';
import type { Ref } from 'react';
import { distinctTags, MOST_TAGS, TAG_MAX_LENGTH } from '../../../../shared/domain/tag.ts';
import { ChipsInput } from '../../../components/chips-input.tsx';
import type { FieldControl } from '../../../components/field.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { offeredTags, tagsQuery, writtenTags } from '../../../lib/tags.ts';

interface TagsInputProps extends FieldControl {
  readonly ref?: Ref<HTMLInputElement>;
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
  readonly onBlur?: () => void;
  readonly restored?: string | undefined;
  readonly onTyping?: (typed: string) => void;
}

/** Tags as chips, those of the workspace offered while one types. */
export function TagsInput({ names, onChange, ...rest }: TagsInputProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { data: all = [] } = useQuery(tagsQuery);
  return (
    <ChipsInput
      {...rest}
      values={names}
      suggest={(typed) => offeredTags(all, names, typed)}
      listLabel={t('tags.offered')}
      removeLabel={(name) => t('tags.takeOff', { name })}
      faultOf={(typed) => {
        if (typed.trim().length > TAG_MAX_LENGTH) return t('courseDetails.fault.tooLong', { limit: TAG_MAX_LENGTH });
        return names.length >= MOST_TAGS ? t('tags.tooMany', { max: count(MOST_TAGS) }) : null;
      }}
      onAdd={(typed) => onChange(distinctTags([...names, ...writtenTags(all, typed)]))}
      onRemove={(at) => onChange(names.toSpliced(at, 1))}
    />
  );
}
