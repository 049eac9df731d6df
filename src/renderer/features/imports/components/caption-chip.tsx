import { useTranslation } from '../../../hooks/use-translation.ts';
import type { PlannedCaption } from '../../../../shared/domain/import-plan.ts';
import { CaptionTag } from '../../../components/caption-tag.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';

/** A lesson's captions in one language: EN, pt-BR SDH. */
export function CaptionChip({ caption }: { readonly caption: PlannedCaption }) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const name = language(caption.language);
  const flags = caption.flags.map((flag) => t(`imports.flag.${flag}`));
  const isFaulty = caption.faults.length > 0;
  const whole = name === null ? t('imports.captionUnknown') : t('imports.caption', { language: name });
  return (
    <CaptionTag
      language={caption.language}
      flags={flags}
      isFaulty={isFaulty}
      title={isFaulty ? `${whole} · ${t('imports.faults', { count: caption.faults.length })}` : whole}
    />
  );
}
