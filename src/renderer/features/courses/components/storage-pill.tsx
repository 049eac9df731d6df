import { CloudAlert, CloudCheck, CloudUpload, HardDrive, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { Pill, type Tone } from '../../../components/pill.tsx';
import { storageStateOf, type StorageState } from '../model.ts';

const looks: Record<Exclude<StorageState, 'none'>, { readonly icon: LucideIcon; readonly tone: Tone }> = {
  stored: { icon: CloudCheck, tone: 'success' },
  partly: { icon: CloudUpload, tone: 'info' },
  local: { icon: HardDrive, tone: 'neutral' },
  damaged: { icon: CloudAlert, tone: 'danger' },
  missing: { icon: TriangleAlert, tone: 'danger' },
};

/** Where the course's videos are. */
export function StoragePill({ media }: { readonly media: CourseSummary['media'] }) {
  const { t } = useTranslation();
  const state = storageStateOf(media);
  if (state === 'none') return <Pill bare words={t('courses.storage.none')} />;
  const { total, stored, missing, damaged } = media;
  const count = state === 'damaged' ? damaged : missing;
  return <Pill bare {...looks[state]} words={t(`courses.storage.${state}`, { total, stored, count })} />;
}
