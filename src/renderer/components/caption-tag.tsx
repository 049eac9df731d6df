import { TriangleAlert } from 'lucide-react';
import { Pill } from './pill.tsx';

interface CaptionTagProps {
  /** As in BCP 47; `und` when nobody said. */
  readonly language: string;
  /** What else is known: SDH, forced. */
  readonly flags?: readonly string[];
  readonly isFaulty?: boolean;
  /** The whole name, on hover. */
  readonly title?: string;
}

const NO_FLAGS: readonly string[] = [];

/** Captions in one language, as short as a row needs it: EN, PT-BR SDH; CC where the language is not known. */
export function CaptionTag({ language, flags = NO_FLAGS, isFaulty = false, title }: CaptionTagProps) {
  const tag = language === 'und' ? 'CC' : language.toUpperCase();
  const fault = isFaulty ? ({ icon: TriangleAlert, tone: 'warning' } as const) : {};
  return <Pill {...fault} words={[tag, ...flags].join(' ')} title={title} />;
}
