import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface EmptyCourseProps {
  readonly onImport: () => void;
  readonly isImporting: boolean;
}

/** Nothing in it yet: it takes what is dropped. */
export function EmptyCourse({ onImport, isImporting }: EmptyCourseProps) {
  const { t } = useTranslation();
  const choose = (
    <Button look="primary" onClick={onImport} busy={isImporting}>
      {t('coursePage.chooseFolder')}
    </Button>
  );
  return <EmptyState dropTarget words={t('coursePage.empty')} hint={t('coursePage.emptyHint')} action={choose} />;
}
