import { useRef } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { SearchBox } from '../../../components/search-box.tsx';
import { useStudio } from '../../../hooks/studio-context.ts';
import { commandShortcut } from '../../../lib/shortcuts.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { setCourseSearch, useCourseSearch } from '../courses-ui-store.ts';

/** Narrows the list; Ctrl/Cmd+F goes to it, Esc empties it. */
export function CourseSearch() {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const box = useRef<HTMLInputElement>(null);
  const search = useCourseSearch();
  useCommand('search', () => {
    box.current?.focus();
    box.current?.select();
  });
  return (
    <SearchBox
      ref={box}
      label={t('courses.search')}
      clearLabel={t('courses.clear')}
      shortcut={commandShortcut('search', platform)}
      value={search}
      onChange={setCourseSearch}
    />
  );
}
