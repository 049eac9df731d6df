import { Lock } from 'lucide-react';
import { Icon } from './icon.tsx';

/** Says that what follows is set by somebody else. */
export function LockNote({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div className="flex items-start gap-2 rounded-md bg-sunken px-3 py-2">
      <Icon of={Lock} className="mt-0.5 text-ink-muted" />
      <p>
        <span className="font-medium">{title}.</span> <span className="text-ink-muted">{hint}</span>
      </p>
    </div>
  );
}
