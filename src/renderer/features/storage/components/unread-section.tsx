import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface UnreadSectionProps {
  readonly title: string;
  /** Null while it is being read: nothing is drawn then. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In place of a section whose contents could not be read: why, and the way on. */
export function UnreadSection({ title, error, onRetry }: UnreadSectionProps) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Section title={title}>
      <FailureNote error={error} action={<Button onClick={onRetry}>{t('app.retry')}</Button>} />
    </Section>
  );
}
