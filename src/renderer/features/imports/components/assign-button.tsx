import type { PlannedCaption } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { askForLesson, usePreviewUi } from '../imports-ui-store.ts';

interface AssignButtonProps {
  readonly planId: string;
  readonly caption: PlannedCaption;
}

/** For the pointer; the keyboard has Enter on the row. */
export function AssignButton({ planId, caption: { fileKey, originalName } }: AssignButtonProps) {
  const { t } = useTranslation();
  return (
    <Button
      size="compact"
      tabIndex={-1}
      aria-label={t('imports.assign.verbOf', { name: originalName })}
      onClick={() => askForLesson(planId, fileKey)}
    >
      {t('imports.assign.verb')}
    </Button>
  );
}

/** The same of a caption that is at its lesson because somebody said so. */
export function AssignedButton(props: AssignButtonProps) {
  const { assigned } = usePreviewUi(props.planId);
  return assigned.has(props.caption.fileKey) ? <AssignButton {...props} /> : null;
}
