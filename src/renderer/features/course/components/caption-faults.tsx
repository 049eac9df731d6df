import { useMutation, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import type { CaptionRepair } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useRested } from '../../../hooks/use-rested.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { fixCaption } from '../mutations/captions.ts';
import { captionFaultsQuery } from '../queries.ts';

interface CaptionFaultsProps {
  readonly lessonId: LessonId;
  readonly caption: LessonDetail['captions'][number];
}

/** That a caption file has faults, and the way to what they are. Nothing while there are none, or nobody can tell. */
export function CaptionFaults({ lessonId, caption }: CaptionFaultsProps) {
  const { t } = useTranslation();
  const isRested = useRested();
  const { data } = useQuery({
    ...captionFaultsQuery(caption.versionId),
    enabled: isRested && caption.whereabouts !== 'missing',
  });
  const [isOpen, setOpen] = useState(false);
  const repairs = data?.repairs ?? [];
  if (repairs.length === 0) return null;
  return (
    <>
      <Button
        size="compact"
        aria-label={t('lessonCaptions.faults', { count: repairs.length, name: caption.fileName })}
        onClick={() => setOpen(true)}
      >
        <Icon of={TriangleAlert} className="text-warning" />
        {t('lessonCaptions.showFaults', { count: repairs.length })}
      </Button>
      {isOpen ? (
        <FaultsDialog lessonId={lessonId} caption={caption} repairs={repairs} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

interface FaultsDialogProps extends CaptionFaultsProps {
  readonly repairs: readonly CaptionRepair[];
  readonly onClose: () => void;
}

/** Line by line what is wrong and what it becomes, and one button for all of it. */
function FaultsDialog({ lessonId, caption, repairs, onClose }: FaultsDialogProps) {
  const { t } = useTranslation();
  const { mediaId, language, fileName } = caption;
  const fix = useMutation(fixCaption);
  const count = repairs.filter(({ after }) => after !== null).length;
  const apply = () => {
    const onSuccess = () => {
      toast(t('lessonCaptions.fixed'));
      onClose();
    };
    fix.mutate({ lessonId, mediaId, language }, { onSuccess });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('lessonCaptions.faultsTitle', { name: fileName })}
      description={t('lessonCaptions.faultsHint')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          {count > 0 ? (
            <Button look="primary" busy={fix.isPending} onClick={apply}>
              {t('lessonCaptions.fix', { count })}
            </Button>
          ) : null}
        </>
      }
    >
      <FailureNote error={fix.error} />
      <ul aria-label={t('lessonCaptions.faultsTitle', { name: fileName })} className="flex flex-col gap-2">
        {repairs.map((repair) => (
          <Repair key={`${String(repair.line)} ${repair.code} ${repair.before}`} repair={repair} />
        ))}
      </ul>
    </Dialog>
  );
}

function Repair({ repair: { code, line, before, after } }: { readonly repair: CaptionRepair }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const place = line === 0 ? t('lessonCaptions.wholeFile') : t('lessonCaptions.line', { line: count(line) });
  return (
    <li className="flex flex-col gap-0.5 text-12" data-selectable>
      <span>
        <span className="numeric font-medium">{place}</span> · {t(`imports.captionFault.${code}`)}
      </span>
      {before === '' ? null : <Words text={before} className="text-ink-muted line-through" />}
      {after === null || after === '' ? null : <Words text={after.trim()} className="text-success" />}
      {after === '' ? <span className="text-ink-muted">{t('lessonCaptions.goes')}</span> : null}
      {after === null && before !== '' ? <span className="text-ink-muted">{t('lessonCaptions.byHand')}</span> : null}
    </li>
  );
}

const Words = ({ text, className }: { readonly text: string; readonly className: string }) => (
  <bdi className={`ps-3 font-mono whitespace-pre-wrap wrap-anywhere ${className}`}>{text}</bdi>
);
