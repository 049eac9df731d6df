import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { withCropMark } from '../crop-mark.ts';
import { fitted, heightOf, largestCrop, mostZoom, zoomedBy, zoomOf, type Crop, type PictureSize } from '../crop.ts';
import { coverCropQuery } from '../queries.ts';
import { CropStage } from './crop-stage.tsx';

interface CropDialogProps {
  /** Where the picture is. */
  readonly url: string;
  /** The cover that was cut out of it before: the frame begins where it was then. Null: it was not. */
  readonly cutBefore: VersionId | null;
  readonly onCut: (jpeg: Uint8Array<ArrayBuffer>) => void;
  readonly onUnreadable: () => void;
  readonly onClose: () => void;
}
interface Loaded {
  readonly image: HTMLImageElement;
  readonly size: PictureSize;
}

/** Which part of a picture is the cover: dragged, by corners, wheel, slider or keys. */
export function CropDialog({ url, cutBefore, onCut, onUnreadable, onClose }: CropDialogProps) {
  const { t } = useTranslation();
  const { cutPicture } = useCourseParts();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [moved, setCrop] = useState<Crop | null>(null);
  const before = useQuery({ ...coverCropQuery(cutBefore), enabled: cutBefore !== null });
  const load = (image: HTMLImageElement) =>
    setLoaded({ image, size: { width: image.naturalWidth, height: image.naturalHeight } });
  // It does not jump: no frame is shown before it is known where it was.
  const crop = moved ?? (loaded && !before.isLoading ? firstCrop(loaded.size, before.data) : null);
  const cut = async () => {
    if (!loaded || !crop) return;
    const jpeg = await cutPicture(loaded.image, { ...crop, height: heightOf(crop) });
    if (jpeg) onCut(withCropMark(jpeg, crop));
    else onUnreadable();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('courseDetails.cover.cropTitle')}
      description={t('courseDetails.cover.cropHint')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" disabled={!crop} onClick={() => void cut()}>
            {t('courseDetails.cover.use')}
          </Button>
        </>
      }
    >
      <CropStage
        url={url}
        crop={crop}
        size={loaded?.size ?? null}
        onLoad={load}
        onError={onUnreadable}
        onCrop={setCrop}
      />
      {loaded && crop ? <ZoomRow crop={crop} size={loaded.size} onCrop={setCrop} /> : null}
    </Dialog>
  );
}

const firstCrop = (size: PictureSize, before: Crop | null | undefined): Crop =>
  before ? fitted(before, size) : largestCrop(size);

interface ZoomRowProps {
  readonly crop: Crop;
  readonly size: PictureSize;
  readonly onCrop: (crop: Crop) => void;
}
function ZoomRow({ crop, size, onCrop }: ZoomRowProps) {
  const { t } = useTranslation();
  const zoom = zoomOf(crop, size);
  return (
    <div className="mt-3 flex items-center gap-3">
      <label className="flex grow items-center gap-2 text-13">
        {t('courseDetails.cover.zoom')}
        <input
          type="range"
          min={1}
          max={mostZoom(size)}
          step={0.01}
          value={zoom}
          onChange={(event) => onCrop(zoomedBy(crop, Number(event.target.value) / zoom, size))}
          className="min-w-0 grow accent-accent"
        />
      </label>
      <Button size="compact" onClick={() => onCrop(largestCrop(size))}>
        {t('courseDetails.cover.reset')}
      </Button>
    </div>
  );
}
