import { useEffect, useRef, type PointerEvent } from 'react';
import { cx } from '../../../components/cx.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import {
  cropByKey,
  heightOf,
  mostZoom,
  movedBy,
  resizedBy,
  zoomedBy,
  zoomOf,
  type Corner,
  type Crop,
  type PictureSize,
} from '../crop.ts';

interface CropStageProps {
  readonly url: string;
  /** Null: the picture is not here yet. */
  readonly crop: Crop | null;
  readonly size: PictureSize | null;
  readonly onLoad: (image: HTMLImageElement) => void;
  readonly onError: () => void;
  readonly onCrop: (crop: Crop) => void;
}
interface Drag {
  readonly corner: Corner | null;
  readonly from: { readonly x: number; readonly y: number };
  readonly crop: Crop;
  readonly scale: number;
}
const corners: Readonly<Record<Corner, string>> = {
  'top-left': '-start-1.5 -top-1.5 cursor-nwse-resize',
  'top-right': '-end-1.5 -top-1.5 cursor-nesw-resize',
  'bottom-left': '-start-1.5 -bottom-1.5 cursor-nesw-resize',
  'bottom-right': '-end-1.5 -bottom-1.5 cursor-nwse-resize',
};
const share = (part: number, whole: number): string => `${String((part / whole) * 100)}%`;

/** The whole picture, and on it the part that is cut out. A picture is never mirrored, whatever the words are. */
export function CropStage({ url, crop, size, onLoad, onError, onCrop }: CropStageProps) {
  const { t } = useTranslation();
  const drag = useRef<Drag | null>(null);
  const { percent } = useFormats();
  const stage = useRef<HTMLDivElement>(null);
  // React listens to wheels without the right to keep the page from scrolling.
  useEffect(() => {
    const element = stage.current;
    if (!element || !crop || !size) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      onCrop(zoomedBy(crop, event.deltaY < 0 ? 1.08 : 1 / 1.08, size));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [crop, size, onCrop]);
  const begin = (event: PointerEvent<HTMLElement>, corner: Corner | null) => {
    const width = event.currentTarget.closest('[data-stage]')?.clientWidth ?? 0;
    if (!crop || !size || width === 0 || event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { corner, from: { x: event.clientX, y: event.clientY }, crop, scale: size.width / width };
  };
  const go = ({ clientX, clientY }: PointerEvent) => {
    if (!drag.current || !size) return;
    const { corner, from, crop: was, scale } = drag.current;
    const [dx, dy] = [(clientX - from.x) * scale, (clientY - from.y) * scale];
    onCrop(corner ? resizedBy(was, corner, dx, size) : movedBy(was, dx, dy, size));
  };
  const end = () => {
    drag.current = null;
  };
  return (
    <div dir="ltr" className="flex justify-center">
      <div ref={stage} data-stage className="relative touch-none overflow-hidden rounded-md bg-sunken select-none">
        <img
          src={url}
          alt=""
          draggable={false}
          onLoad={(event) => onLoad(event.currentTarget)}
          onError={onError}
          className="block max-h-[45vh] max-w-full"
        />
        {crop && size ? (
          <div
            // Two ways to go and a size: more than a slider has, so its place is told in words.
            role="slider"
            aria-label={t('courseDetails.cover.area')}
            aria-valuemin={1}
            aria-valuemax={mostZoom(size)}
            aria-valuenow={zoomOf(crop, size)}
            aria-valuetext={t('courseDetails.cover.place', {
              x: percent(crop.x / size.width),
              y: percent(crop.y / size.height),
              width: percent(crop.width / size.width),
            })}
            data-start
            tabIndex={0}
            onKeyDown={(event) => {
              const next = cropByKey(crop, event, size);
              if (!next) return;
              event.preventDefault();
              onCrop(next);
            }}
            onPointerDown={(event) => begin(event, null)}
            onPointerMove={go}
            onPointerUp={end}
            onPointerCancel={end}
            style={{
              insetInlineStart: share(crop.x, size.width),
              insetBlockStart: share(crop.y, size.height),
              width: share(crop.width, size.width),
              height: share(heightOf(crop), size.height),
            }}
            className="absolute cursor-move border-2 border-on-video shadow-[0_0_0_9999px_rgb(0_0_0/0.55)]"
          >
            {(Object.keys(corners) as Corner[]).map((corner) => (
              <span
                key={corner}
                data-corner={corner}
                onPointerDown={(event) => begin(event, corner)}
                className={cx('absolute size-3 rounded-full border border-video/40 bg-on-video', corners[corner])}
              />
            ))}
          </div>
        ) : null}
      </div>
    </div>
  );
}
