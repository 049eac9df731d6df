import { Link } from '@tanstack/react-router';
import { useTranslation } from '../hooks/use-translation.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';

/** An address that leads nowhere, and the way back. */
export function NoSuchPage() {
  const { t } = useTranslation();
  const back = (
    <Button asChild>
      <Link to="/">{t('app.back')}</Link>
    </Button>
  );
  return <EmptyState words={t('crash.notFound')} action={back} />;
}
