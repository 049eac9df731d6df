import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface ErrorNoteProps {
  /** What happened. */
  readonly title: string;
  /** The way on. */
  readonly hint: string;
  /** *Try again*, say. */
  readonly action?: ReactNode;
}

/** An error in its place: beside what failed, never in a toast alone. */
export function ErrorNote({ title, hint, action }: ErrorNoteProps) {
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-13">
      <Icon of={CircleAlert} className="mt-0.5 text-danger" />
      <div className="min-w-0 grow" data-selectable>
        <p className="font-medium">{title}</p>
        <p className="text-ink-muted">{hint}</p>
      </div>
      {action}
    </div>
  );
}
