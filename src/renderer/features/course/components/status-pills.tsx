import { Eye, PencilRuler, type LucideIcon } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface StatusPillsProps {
  readonly drafts: number;
  readonly previews: number;
  /** Of several lessons: with their number. */
  readonly counted?: boolean;
}

/** What is not as most lessons are: drafts, which only the authors see, and free previews, which everybody sees. */
export function StatusPills({ drafts, previews, counted = false }: StatusPillsProps) {
  const { t } = useTranslation();
  const words = (key: 'draft' | 'preview', count: number) =>
    counted ? t(`coursePage.statusOf.${key}s`, { count }) : t(`coursePage.statusOf.${key}`);
  return (
    <>
      {drafts > 0 ? <StatusPill icon={PencilRuler} words={words('draft', drafts)} /> : null}
      {previews > 0 ? <StatusPill icon={Eye} words={words('preview', previews)} /> : null}
    </>
  );
}

/** In a narrow outline the room is the title's: the words are then on hover and for screen readers. */
function StatusPill({ icon: Picture, words }: { readonly icon: LucideIcon; readonly words: string }) {
  return (
    <span
      title={words}
      className="numeric flex h-5 shrink-0 items-center gap-1 rounded-sm bg-sunken px-1 text-11 font-medium text-ink-muted"
    >
      <Picture aria-hidden size={12} strokeWidth={2} className="shrink-0" />
      <span className="sr-only @min-[900px]:not-sr-only">{words}</span>
    </span>
  );
}
