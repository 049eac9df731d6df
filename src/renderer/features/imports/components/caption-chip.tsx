import { Captions, TriangleAlert } from 'lucide-react';
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
  const isFaulty = caption.faults.length > 0;
  const whole = name === null ? t('imports.captionUnknown') : t('imports.caption', { language: name });
  return (
    <Pill
      icon={isFaulty ? TriangleAlert : Captions}
      tone={isFaulty ? 'warning' : 'neutral'}
      words={[tag, ...flags].join(' ')}
      title={isFaulty ? `${whole} · ${t('imports.faults', { count: caption.faults.length })}` : whole}
    />
  );
}
