import { useRef } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { SearchBox } from '../../../components/search-box.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { setCourseSearch, useCourseSearch } from '../courses-ui-store.ts';

/** Narrows the list; Ctrl/Cmd+F goes to it, Esc empties it. */
export function CourseSearch() {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
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
      shortcut={shortcuts.of('search')}
      value={search}
      onChange={setCourseSearch}
    />
  );
}
