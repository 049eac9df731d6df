import { toast } from 'sonner';
import { copyText } from '../lib/dom.ts';
import { Button } from './button.tsx';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Said when it is on the clipboard. */
  readonly done: string;
}

/** Puts a text on the clipboard. */
export function CopyButton({ text, label, done }: CopyButtonProps) {
  const copy = () => {
    if (copyText(text)) toast(done);
  };
  return <Button onClick={copy}>{label}</Button>;
}
