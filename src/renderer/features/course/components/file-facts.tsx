import { Copy } from 'lucide-react';
import { toast } from 'sonner';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { copyText } from '../../../lib/dom.ts';
import { formatNames } from '../player-model.ts';
import { Facts } from './inspector-section.tsx';

type Media = NonNullable<LessonDetail['media']>;

/** What is known of a lesson's file. */
export function FileFacts({ media }: { readonly media: Media }) {
  const { t } = useTranslation();
  const { bytes, duration, count } = useFormats();
  const { width, height } = media;
  const place = placeOf(media);
  return (
    <Facts
      facts={[
        [t('coursePage.inspect.name'), <TruncateMiddle key="name" text={media.fileName} />],
        [
          t('coursePage.inspect.size'),
          <span key="size" title={`${count(media.bytes)} B`}>
            {bytes(media.bytes)}
          </span>,
        ],
        [t('coursePage.inspect.length'), media.durationMs === null ? null : duration(media.durationMs)],
        [
          t('coursePage.inspect.picture'),
          width === null || height === null ? null : t('coursePage.inspect.pictureSize', { width, height }),
        ],
        [t('coursePage.inspect.format'), formatNames([media.container, media.videoCodec, media.audioCodec])],
        [
          t('coursePage.inspect.place'),
          <span key="place" title={media.localPath ?? undefined}>
            {t(`coursePage.inspect.whereabouts.${place}`)}
          </span>,
        ],
        [t('coursePage.inspect.hash'), <Hash key="hash" sha1={media.sha1} />],
      ]}
    />
  );
}

function placeOf({ whereabouts, localPath }: Media) {
  // What is stored of it is not the file.
  const isStored = whereabouts === 'stored';
  if (localPath === null) return isStored ? 'stored' : 'missing';
  return isStored ? 'both' : 'local';
}

/** When the video was found stored and verified, and under which name. */
export function Receipt({ media }: { readonly media: Media }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const nowMs = useNow();
  return (
    <Facts
      facts={[
        [t('coursePage.inspect.storedAt'), media.storedAtMs === null ? null : time(media.storedAtMs, nowMs)],
        [t('coursePage.inspect.objectName'), <TruncateMiddle key="object" text={media.objectName ?? ''} tail={20} />],
      ]}
    />
  );
}

function Hash({ sha1 }: { readonly sha1: string | null }) {
  const { t } = useTranslation();
  if (sha1 === null) return <span className="text-ink-muted">{t('coursePage.inspect.hashNotYet')}</span>;
  const copy = () => {
    if (copyText(sha1)) toast(t('coursePage.inspect.hashCopied'));
  };
  return (
    <span className="flex items-center gap-1">
      <span dir="ltr" title={sha1} className="truncate font-mono text-11">
        {sha1}
      </span>
      <IconButton
        icon={Copy}
        size="compact"
        label={t('coursePage.inspect.copyHash')}
        onClick={copy}
        className="-my-1"
      />
    </span>
  );
}
