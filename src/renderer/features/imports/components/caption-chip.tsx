import { Captions } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { PlannedCaption } from '../../../../shared/domain/import-plan.ts';
import { Pill } from '../../../components/pill.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';

/** A lesson's captions in one language: EN, pt-BR SDH. */
export function CaptionChip({ caption }: { readonly caption: PlannedCaption }) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const name = language(caption.language);
  const flags = caption.flags.map((flag) => t(`imports.flag.${flag}`));
  const tag = name === null ? '?' : caption.language;
  return (
    <Pill
      icon={Captions}
      tone={caption.faults.length > 0 ? 'warning' : 'neutral'}
      words={[tag, ...flags].join(' ')}
      title={name === null ? t('imports.captionUnknown') : t('imports.caption', { language: name })}
    />
  );
}
