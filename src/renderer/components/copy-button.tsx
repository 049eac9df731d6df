import { toast } from 'sonner';
import { Button } from './button.tsx';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Said when it is on the clipboard. */
  readonly done: string;
}

/** Puts a text on the clipboard. */
export function CopyButton({ text, label, done }: CopyButtonProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast(done);
  };
  return <Button onClick={() => void copy()}>{label}</Button>;
}
