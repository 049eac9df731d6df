import { useMutation } from '@tanstack/react-query';
import { Ellipsis, FolderOpen, FolderX } from 'lucide-react';
import type { WatchedFolder } from '../../../../shared/domain/watch.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { checkNow, chooseAnother, stopWatching } from '../mutations.ts';
import { fileWords, goneWords, isLooked, offerWords } from '../watch-words.ts';

/** One watched folder: how it is doing, what it has, and what can be done with it. */
export function FolderRow({ folder }: { readonly folder: WatchedFolder }) {
  const { t } = useTranslation();
  const { hour } = useFormats();
  const check = useMutation(checkNow);
  const choose = useMutation(chooseAnother);
  const stop = useMutation(stopWatching);
  const { folderId, name, path, state, code, chapterTitle, checkedAtMs } = folder;
  const files = isLooked(state) ? [offerWords(t, folder), goneWords(t, folder), ...fileWords(t, folder)] : [];
  // It is looked through all the time: when is news only to who asked
  const checked = check.isSuccess && checkedAtMs !== null ? t('watch.checkedAt', { time: hour(checkedAtMs) }) : null;
  const items = [
    {
      id: 'choose',
      label: t('watch.chooseAnother'),
      icon: FolderOpen,
      onSelect: () => choose.mutate(folderId),
    },
    { id: 'stop', label: t('watch.stop'), icon: FolderX, onSelect: () => stop.mutate(folderId) },
  ];
  return (
    <li className="border-t border-line py-2 last:border-b">
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <p dir="auto" className="truncate font-medium">
            {name}
          </p>
          <p dir="auto" data-selectable title={path} className="truncate text-12 text-ink-muted">
            {path}
          </p>
          {chapterTitle === null ? null : (
            <p dir="auto" className="truncate text-12 text-ink-muted">
              {t('watch.forChapter', { title: chapterTitle || t('watch.untitledChapter') })}
            </p>
          )}
          <p role="status" className="text-12 text-ink-muted">
            {[t(`watch.state.${state}`, { code }), ...files, checked].filter((words) => words !== null).join(' · ')}
          </p>
        </div>
        <Button size="compact" busy={check.isPending} onClick={() => check.mutate(folderId)}>
          {t('watch.checkNow')}
        </Button>
        <Menu items={items}>
          <IconButton icon={Ellipsis} label={t('watch.verbsOf', { name })} />
        </Menu>
      </div>
      <FailureNote error={check.error ?? choose.error ?? stop.error} />
    </li>
  );
}
