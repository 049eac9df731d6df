import { Film } from 'lucide-react';
import { useState } from 'react';
import { cx } from './cx.ts';

interface PictureProps {
  /** null, or an address where nothing is: the placeholder shows. */
  readonly url: string | null;
  readonly className?: string;
}

/** A 16:9 still, decorative: what it stands for is named beside it. */
export function Picture({ url, className }: PictureProps) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const shows = url !== null && url !== failedUrl;
  return (
    <div
      className={cx(
        'relative flex aspect-video items-center justify-center overflow-hidden rounded-md bg-sunken',
        'after:absolute after:inset-0 after:rounded-md after:border after:border-ink/10',
        className,
      )}
    >
      {shows ? (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setFailedUrl(url)}
          className="size-full object-cover"
        />
      ) : (
        <Film aria-hidden className="size-1/4 max-h-8 text-line-control/60" strokeWidth={1.25} />
      )}
    </div>
  );
}
