import { useMutation } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useUndo } from '../../../hooks/use-undo.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { makeVersion, renameVersion } from '../mutations.ts';
import type { Version } from '../queries.ts';
import { NameDialog } from './name-dialog.tsx';

interface MakeDialogProps {
  readonly courseId: CourseId;
  readonly onMade: (versionId: Version['versionId']) => void;
  readonly onClose: () => void;
}

/** Keeps the course as it is, under a name; the moment is offered as one. */
export function MakeDialog({ courseId, onMade, onClose }: MakeDialogProps) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const nowMs = useNow();
  const { undo } = useUndo();
  const make = useMutation({
    ...makeVersion,
    onSuccess({ versionId }, { name }) {
      toastStep(t('versions.made', { name }), { label: t('app.undo'), onClick: () => undo() });
      onMade(versionId);
      onClose();
    },
  });
  return (
    <NameDialog
      entityId={courseId}
      heading={t('versions.makeTitle')}
      hint={t('versions.makeHint')}
      verb={t('versions.keep')}
      initial={moment(nowMs)}
      busy={make.isPending}
      error={make.error}
      onSave={(name) => make.mutate({ courseId, name })}
      onClose={onClose}
    />
  );
}

interface RenameDialogProps {
  readonly courseId: CourseId;
  readonly version: Version;
  readonly onClose: () => void;
}

/** Another name for a version. */
export function RenameDialog({ courseId, version, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const rename = useMutation({ ...renameVersion, onSuccess: onClose });
  return (
    <NameDialog
      entityId={version.versionId}
      heading={t('versions.renameTitle')}
      verb={t('versions.renameVerb')}
      initial={version.name}
      busy={rename.isPending}
      error={rename.error}
      onSave={(name) => rename.mutate({ courseId, versionId: version.versionId, name })}
      onClose={onClose}
    />
  );
}
