import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { NewCuesDialog } from '../cues/cue-editor-dialog.tsx';
import { useOpener } from '../cues/use-opener.ts';
import { useAddCaptions } from '../use-add-captions.ts';
import { CaptionList } from './caption-list.tsx';
import { CaptionsRefused } from './captions-refused.tsx';
import { InspectorSection } from './inspector-section.tsx';

/** The captions of a lesson, and the way to more of them. */
export function CaptionsSection({ detail }: { readonly detail: LessonDetail | undefined }) {
  const { t } = useTranslation();
  const adding = useAddCaptions();
  if (!detail) return null;
  return (
    <InspectorSection title={t('coursePage.inspect.captions')}>
      <div className="flex flex-col gap-2">
        {detail.captions.length === 0 ? (
          <p className="text-12 text-ink-muted">{t('coursePage.inspect.noCaptions')}</p>
        ) : (
          <CaptionList detail={detail} />
        )}
        <CaptionsRefused adding={adding} />
        <div className="flex flex-wrap gap-2">
          <Button size="compact" busy={adding.isPending} onClick={() => adding.pick(detail.lessonId)}>
            {t('lessonCaptions.add')}
          </Button>
          {detail.media ? <WriteCaptions detail={detail} /> : null}
        </div>
        <p className="text-12 text-ink-faint">{t('lessonCaptions.addHint')}</p>
      </div>
    </InspectorSection>
  );
}

/** Opens the editor without a cue. */
function WriteCaptions({ detail }: { readonly detail: LessonDetail }) {
  const { t } = useTranslation();
  const { verb, isOpen, open, close, closed } = useOpener();
  return (
    <>
      <Button ref={verb} size="compact" onClick={open}>
        {t('cueEditor.write')}
      </Button>
      {isOpen ? <NewCuesDialog detail={detail} onClose={close} onClosed={closed} /> : null}
    </>
  );
}
